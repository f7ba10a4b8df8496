import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockFor } from "./lock-campaign";
import { advanceSoon } from "./prepare-soon";

/**
 * Ends a campaign for good: nobody more is written to, from the next batch on. What the rest is marked as is the sweeper's work, which
 * marks it in pieces. Throws NOT_FOUND, CONFLICT for one that is over, or a draft.
 */
export async function cancelCampaign(
  scope: MemberScope,
  { campaignId }: { campaignId: string },
): Promise<void> {
  await inOrg(scope, async (s) => {
    await lockFor(s, "cancel", { campaignId });
    await s.sql`
      update campaigns set state = 'cancelling', pause_reason = null, pause_detail = null, paused_at = null
      where org_id = ${s.orgId} and id = ${campaignId}`;
    await record(s, { action: "campaign.cancelled", subject: ["campaign", campaignId] });
    await publish(s, [{ kind: "campaign", id: campaignId }]);
    afterCommit(s, () => advanceSoon(s.orgId));
  });
}
