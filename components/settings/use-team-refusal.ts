import { useTranslations } from "next-intl";
import { errorCode, errorDetails } from "@/components/query-client";
import { useRefusal } from "@/components/use-refusal";

/** Why a team could not be changed or removed, and what to do first. */
export function useTeamRefusal(): (refused: unknown) => string {
  const t = useTranslations("settings.teams");
  const refusal = useRefusal();
  return (refused) => {
    if (errorCode(refused) !== "CONFLICT") return refusal(refused);
    const { what } = errorDetails(refused);
    if (what === "numbers") return t("inUseNumbers");
    return what === "conversations" ? t("inUseConversations") : t("taken");
  };
}
