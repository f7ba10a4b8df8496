"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Nobody waits: what will appear here, and the one thing to try. */
export function ListEmpty({ href, firstSteps }: { href: string | null; firstSteps: ReactNode }) {
  const t = useTranslations("inbox.list");
  return (
    <div className="grid flex-1 content-center justify-items-center overflow-y-auto p-6">
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
      {/* Where there is room for a thread, they stand in its place. */}
      <div className="w-full md:hidden">{firstSteps}</div>
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
