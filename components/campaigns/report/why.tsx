import { useFormatter, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import type { CampaignDetail } from "../types";
import { useMoney } from "../use-money";

/** Why it stands as it does, what that means and what to do. Nothing while it simply runs, or is over. */
export function Why({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.why");
  const format = useFormatter();
  const money = useMoney(campaign.currency);
  const { state, startsAt, launchedBy, forecast, budgetMicros } = campaign;
  switch (state) {
    case "approval": {
      const max = forecast?.max ?? "0";
      const price = budgetMicros !== null && BigInt(budgetMicros) < BigInt(max) ? budgetMicros : max;
      return <Banner>{t("approval", { name: launchedBy?.name ?? "", price: money(price) })}</Banner>;
    }
    case "preparing":
      return <Banner>{t("preparing")}</Banner>;
    case "scheduled":
      return startsAt ? (
        <Banner>
          {t("scheduled", { when: format.dateTime(startsAt, { dateStyle: "full", timeStyle: "short" }) })}
        </Banner>
      ) : null;
    case "cancelling":
      return <Banner>{t("cancelling")}</Banner>;
    case "paused":
      return <Paused campaign={campaign} />;
    default:
      return null;
  }
}

function Paused({ campaign: { pauseReason, pauseDetail, pausedAt } }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.pause");
  const carrier = useTranslations("carrier");
  const templates = useTranslations("templates");
  const format = useFormatter();
  const judged =
    (["failed", "opted-out", "quality", "nobody"] as const).find((one) => one === pauseDetail) ?? "failed";
  const why =
    pauseReason === "canary"
      ? t(`canary.${judged}`)
      : pauseReason === "quality"
        ? t(`quality.${pauseDetail === "template" ? "template" : "number"}`)
        : t(pauseReason ?? "member");
  const known = pauseDetail as "unknown";
  const state = `state.${pauseDetail}` as "state.PAUSED";
  // What the carrier said, where it is one of its codes or states.
  const said =
    pauseReason === "canary" || pauseReason === "quality" || pauseDetail === null
      ? null
      : carrier.has(known)
        ? carrier(known)
        : templates.has(state)
          ? t("templateState", { state: templates(state) })
          : null;
  return (
    <Banner tone={pauseReason === "member" ? "info" : "amber"}>
      <span className="font-medium">{why}</span> {said ? <span>{said} </span> : null}
      {pausedAt ? (
        <span>
          {t("since", { when: format.dateTime(pausedAt, { dateStyle: "medium", timeStyle: "short" }) })}
        </span>
      ) : null}
    </Banner>
  );
}
