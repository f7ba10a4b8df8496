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

function Paused({ campaign }: { campaign: CampaignDetail }) {
  const { pauseReason, pausedAt } = campaign;
  const t = useTranslations("campaigns.pause");
  const format = useFormatter();
  const why = usePauseWords(campaign);
  const said = useSaid(campaign);
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

function usePauseWords(campaign: CampaignDetail): string {
  const { pauseReason, pauseDetail } = campaign;
  const t = useTranslations("campaigns.pause");
  const checked = useCheckWords(campaign);
  const judged =
    (["failed", "opted-out", "quality", "nobody"] as const).find((one) => one === pauseDetail) ?? "failed";
  if (pauseReason === "check") return checked;
  if (pauseReason === "canary") return t(`canary.${judged}`);
  if (pauseReason === "quality") return t(`quality.${pauseDetail === "template" ? "template" : "number"}`);
  return t(pauseReason ?? "member");
}

/** Which source it is that does not answer, since when, and whom that keeps waiting. */
function useCheckWords({ pauseDetail: source, word, waiting: count }: CampaignDetail): string {
  const t = useTranslations("campaigns.pause.check");
  const format = useFormatter();
  if (source === null || word === null) return t("unnamed");
  if (word.goodAt === null) return t("never", { source, count });
  const when = format.dateTime(word.goodAt, { dateStyle: "medium", timeStyle: "short" });
  return t(word.again ? "again" : "bad", { source, count, when });
}

/** What the carrier said, where it is one of its codes or states. */
function useSaid({ pauseReason, pauseDetail }: CampaignDetail): string | null {
  const t = useTranslations("campaigns.pause");
  const carrier = useTranslations("carrier");
  const templates = useTranslations("templates");
  if (pauseDetail === null || ["canary", "quality", "check"].includes(pauseReason ?? "")) return null;
  const known = pauseDetail as "unknown";
  const state = `state.${pauseDetail}` as "state.PAUSED";
  if (carrier.has(known)) return carrier(known);
  return templates.has(state) ? t("templateState", { state: templates(state) }) : null;
}
