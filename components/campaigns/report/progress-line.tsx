"use client";
import { useFormatter, useTranslations } from "next-intl";
import { Progress } from "@/components/ui/progress";
import type { CampaignDetail } from "../types";
import { etaOf } from "./rate";
import { useRate } from "./use-campaign";

/** How far it got, how fast it goes and when it ends; a while without anybody leaving says why that may be. */
export function ProgressLine({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.report");
  const format = useFormatter();
  const { funnel, state, allowedRate, waits } = campaign;
  const total = funnel.all - funnel.excluded;
  const done = funnel.handed + funnel.skipped;
  const running = state === "running" && funnel.planned > 0;
  const rate = useRate(done, running);
  const eta = useEta(etaOf(rate, total - done));
  const parts = [
    t("done", { done: format.number(done, "figure"), total: format.number(total, "figure") }),
    running && rate ? t("rate", { rate: format.number(rate, { maximumFractionDigits: 1 }) }) : null,
    running && eta ? t("eta", { left: eta }) : null,
  ];
  return (
    <section className="grid gap-2">
      <Progress label={t("progress")} done={done} total={total} detail={parts.filter(Boolean).join(" · ")} />
      {waits ? <Waits waits={waits} /> : null}
      {running && !waits ? (
        <p className="text-sm text-ink-3">{t("allowed", { rate: format.number(allowedRate, "figure") })}</p>
      ) : null}
    </section>
  );
}

/** Nobody's turn is now: why, and until when. */
function Waits({ waits: { until, because } }: { waits: NonNullable<CampaignDetail["waits"]> }) {
  const t = useTranslations("campaigns.why");
  const format = useFormatter();
  const when = format.dateTime(until, {
    weekday: "long",
    hour: "numeric",
    minute: "2-digit",
  });
  return <p className="text-pretty text-ink-2">{t(because, { when })}</p>;
}

function useEta(seconds: number | null): string | null {
  const t = useTranslations("campaigns.report.etaUnits");
  if (seconds === null) return null;
  if (seconds < 90) return t("seconds", { count: seconds });
  if (seconds < 5_400) return t("minutes", { count: Math.round(seconds / 60) });
  return t("hours", { count: Math.round(seconds / 3_600) });
}
