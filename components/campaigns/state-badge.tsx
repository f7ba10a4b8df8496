import { Ban, Check, Clock, type LucideIcon, Pause, PencilLine, Play, UserCheck, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { CampaignState } from "@/server/campaigns/rules/campaign-state";

const looks: Record<CampaignState, { tone: "neutral" | "info" | "calm" | "amber"; Icon: LucideIcon }> = {
  draft: { tone: "neutral", Icon: PencilLine },
  approval: { tone: "info", Icon: UserCheck },
  preparing: { tone: "info", Icon: Users },
  scheduled: { tone: "info", Icon: Clock },
  running: { tone: "calm", Icon: Play },
  paused: { tone: "amber", Icon: Pause },
  cancelling: { tone: "neutral", Icon: Ban },
  cancelled: { tone: "neutral", Icon: Ban },
  finished: { tone: "calm", Icon: Check },
};

/** Where a campaign stands: in a word, with a sign and a tone. */
export function StateBadge({ state }: { state: CampaignState }) {
  const t = useTranslations("campaigns.state");
  const { tone, Icon } = looks[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(state)}
    </Badge>
  );
}
