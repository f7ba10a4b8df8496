import Link from "next/link";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import type { BehindFigure } from "@/server/ledger/schema";
import { behindHref } from "./behind-href";
import type { CostSummary } from "./types";

/** What the month's total does not say: charges without a listed price, and messages that wait for theirs. */
export function Notices({ org, summary, month }: { org: string; summary: CostSummary; month: BehindFigure }) {
  const t = useTranslations("costs");
  const unrated = summary.byReason.find((share) => share.key === "no-rate")?.charged ?? 0;
  const { unpriced } = summary.month;
  return (
    <>
      {unrated > 0 ? (
        <Banner tone="amber" action={<See href={behindHref(org, { ...month, reason: "no-rate" })} />}>
          {t("noRate", { count: unrated })}
        </Banner>
      ) : null}
      {unpriced > 0 ? (
        <Banner action={<See href={behindHref(org, { ...month, unpriced: true })} />}>
          {t("unpriced", { count: unpriced })}
        </Banner>
      ) : null}
    </>
  );
}

function See({ href }: { href: string }) {
  const t = useTranslations("costs");
  return (
    <Link href={href} className="shrink-0 font-medium underline underline-offset-4">
      {t("see")}
    </Link>
  );
}
