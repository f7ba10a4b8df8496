import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockFor } from "./lock-campaign";
import type { PauseReason } from "./rules/campaign-state";

/**
 * Stops a campaign where it stands: every batch asks before it is claimed, so that nobody is written to from the next one on. Throws
 * NOT_FOUND, CONFLICT for one that does not run.
 */
export async function pauseCampaign(
  scope: MemberScope,
  { campaignId }: { campaignId: string },
): Promise<void> {
  await inOrg(scope, async (s) => {
    await lockFor(s, "pause", { campaignId });
    await halt(s, campaignId, "member", null);
  });
}

/** The same, by what the engine met. One that does not run any more stays as it is. */
export async function halt(
  s: OrgScope,
  campaignId: string,
  reason: PauseReason,
  detail: string | null,
): Promise<void> {
  const rows = await s.sql`
    update campaigns set state = 'paused', pause_reason = ${reason}, pause_detail = ${detail}, paused_at = app_now()
    where org_id = ${s.orgId} and id = ${campaignId} and state in ('running', 'scheduled') returning 1`;
  if (rows.length === 0) return;
  await record(s, {
    action: "campaign.paused",
    subject: ["campaign", campaignId],
    details: { reason, detail },
  });
  await publish(s, [{ kind: "campaign", id: campaignId }]);
}
