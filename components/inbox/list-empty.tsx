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
