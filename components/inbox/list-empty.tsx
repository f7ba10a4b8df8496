"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Nobody waits: what will appear here, and the one thing to try. */
export function ListEmpty({ href }: { href: string | null }) {
  const t = useTranslations("inbox.list");
  return (
    <div className="grid flex-1 place-items-center p-6">
      <EmptyState
        title={t("emptyTitle")}
        text={t("emptyText")}
        action={
          href ? (
            <Button asChild>
              <Link href={href}>{t("emptyAction")}</Link>
            </Button>
          ) : undefined
        }
      />
    </div>
  );
}

/** A view or filter that lets nothing through: why, and the way out. */
export function NoneFound({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations("inbox.views");
  return (
    <div className="grid flex-1 place-items-center p-6">
      <EmptyState
        title={t("noneTitle")}
        text={t("noneText")}
        action={<Button onClick={onLeave}>{t("noneAction")}</Button>}
      />
    </div>
  );
}
