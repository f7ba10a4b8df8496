import { useFormatter, useTranslations } from "next-intl";
import { errorCode, errorDetails } from "@/components/query-client";
import { usePlaceWords } from "@/components/templates/use-place-words";
import { useRefusal } from "@/components/use-refusal";
import { outcomeOf } from "@/server/campaigns/rules/outcome";
import type { CampaignRecipient } from "./types";

/** Why a campaign was not launched, or an act refused, in words. */
export function useCampaignRefusal(): (refused: unknown) => string {
  const t = useTranslations("campaigns");
  const segments = useTranslations("segments");
  const refusal = useRefusal();
  return (refused) => {
    const [code, { what }] = [errorCode(refused), errorDetails(refused)];
    if (code === "INVALID" && (what === "audience-empty" || what === "budget-too-small"))
      return t(`problem.${what}`);
    if (code === "INVALID" && what === "campaign") return t("review.missing");
    if (code === "CONFLICT") return t(what === "campaign-changed" ? "saving.conflict" : "act.changed");
    if (code === "FORBIDDEN" && what === "own-campaign") return t("act.own");
    if (code === "UNAVAILABLE" && what === "slow") return segments("slow");
    return refusal(refused);
  };
}

/** What a cause of the carrier's means and what to do, by its key. */
export function useCause(): (key: string) => string {
  const t = useTranslations("carrier");
  return (key) => t(t.has(key as "unknown") ? (key as "unknown") : "unknown");
}

/** What became of a recipient, and why: "Pagó a las 10:42" rather than a reason by its name. */
export function useOutcomeWords(
  paid: string | null,
): (one: CampaignRecipient) => { what: string; why: string | null } {
  const t = useTranslations("campaigns");
  const carrier = useTranslations("carrier");
  const words = usePlaceWords();
  const format = useFormatter();
  return (one) => {
    const what = t(`outcome.${outcomeOf(one)}`);
    const known = `${one.failure?.key}` as "unknown";
    if (one.failure) return { what, why: carrier(carrier.has(known) ? known : "unknown") };
    if (one.reason === "no-longer" && paid) {
      const time = one.detail
        ? format.dateTime(new Date(one.detail), { hour: "numeric", minute: "2-digit" })
        : null;
      return { what, why: time ? t("noLongerAt", { words: paid, time }) : paid };
    }
    if (one.reason === "blank" && one.detail)
      return { what, why: t("blankAt", { places: one.detail.split(" ").map(words).join(", ") }) };
    return { what, why: one.reason ? t(`reason.${one.reason}`) : null };
  };
}
