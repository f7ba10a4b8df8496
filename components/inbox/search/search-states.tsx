"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { useRefusal } from "@/components/use-refusal";
import type { Among } from "../place";

/** Before there is anything to look for: what can be found, and by what. */
export function SearchHint({ started }: { started: boolean }) {
  const t = useTranslations("finding.hint");
  if (started) return <p className="px-6 py-8 text-center text-ink-3">{t("short")}</p>;
  return (
    <div className="grid gap-3 px-4 py-6 text-ink-2">
      <p className="text-pretty">{t("text")}</p>
      <ul className="grid gap-1.5 text-ink-3">
        {(["words", "name", "phone", "file"] as const).map((one) => (
          <li key={one} className="text-pretty">
            {t(one)}
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-3 max-md:hidden">
        <Kbd keys="↑ ↓" /> {t("keys")}
      </p>
    </div>
  );
}

export function Searching() {
  const t = useTranslations("finding");
  return (
    <div role="status" aria-label={t("searching")} className="grid animate-late gap-px">
      {Array.from({ length: 6 }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: six alike, none moves.
        <Skeleton key={i} className="mx-3 my-2 h-12" />
      ))}
    </div>
  );
}

/** Nothing, and what to try. */
export function NothingFound({ query, among }: { query: string; among?: Exclude<Among, "all"> }) {
  const t = useTranslations("finding");
  return <EmptyState title={among ? t(`none.${among}`) : t("none.all")} text={t("noneText", { query })} />;
}

export function SearchRefused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("finding");
  const refusal = useRefusal();
  return (
    <EmptyState
      title={t("failed")}
      text={refusal(error)}
      action={<Button onClick={onRetry}>{t("retry")}</Button>}
    />
  );
}
