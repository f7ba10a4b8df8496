import { useTranslations } from "next-intl";
import { CampaignFrame } from "./frame";
import { StarterCards } from "./starter-cards";

/** Before the first step: what it is for. */
export function StarterChoice({ org }: { org: string }) {
  const t = useTranslations("campaigns");
  return (
    <CampaignFrame org={org} title={t("create")}>
      <StarterCards org={org} blank />
    </CampaignFrame>
  );
}
