import { useTranslations } from "next-intl";

/** How many an audience has at this moment. */
export function Counted({ count, counting }: { count: number | undefined; counting: boolean }) {
  const t = useTranslations("campaigns.audience");
  return (
    <p aria-live="polite" className="figures text-xl font-semibold">
      {count === undefined ? (
        <span className="text-base font-normal text-ink-3">{counting ? t("counting") : null}</span>
      ) : (
        t("count", { count })
      )}
    </p>
  );
}
