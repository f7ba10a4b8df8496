"use client";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Spinner } from "@/components/ui/spinner";
import { useSegmentRefusal } from "./use-count";

type LiveCountProps = {
  /** Of the definition that stands here, or the one before while that is asked for. */
  count: number | undefined;
  counting: boolean;
  /** What is lacking, in words. */
  lacking: string | null;
  refused: unknown;
};

/** How many are meant, always in the same place. */
export function LiveCount({ count, counting, lacking, refused }: LiveCountProps) {
  const t = useTranslations("segments");
  const refusal = useSegmentRefusal();
  if (!lacking && !counting && refused) return <Banner tone="amber">{refusal(refused)}</Banner>;
  return (
    <p aria-live="polite" aria-busy={counting} className="flex min-h-9 items-baseline gap-3">
      {lacking ? (
        <span className="text-ink-3">{lacking}</span>
      ) : (
        <>
          {count === undefined ? null : (
            <span
              className={
                counting ? "figures text-xl font-semibold text-ink-3" : "figures text-xl font-semibold"
              }
            >
              {t("count", { count })}
            </span>
          )}
          {counting ? (
            <span className="flex items-center gap-1.5 text-ink-3">
              <Spinner /> {t("counting")}
            </span>
          ) : null}
        </>
      )}
    </p>
  );
}
