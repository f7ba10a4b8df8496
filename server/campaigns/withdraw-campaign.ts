import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockFor } from "./lock-campaign";
import type { campaignAct } from "./schema";

/** Makes a draft again of one that nobody has been written to by: it waits for a second person, or for its time. Throws NOT_FOUND, CONFLICT. */
export async function withdrawCampaign(
  scope: MemberScope,
  { campaignId, version }: z.infer<typeof campaignAct>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    await lockFor(s, "withdraw", { campaignId, version });
    const [written] = await s.sql`
      select 1 from campaign_recipients where org_id = ${s.orgId} and campaign_id = ${campaignId} and state = 'queued' limit 1`;
    if (written) throw new DomainError("CONFLICT", { what: "campaign-state" });
    await s.sql`delete from campaign_recipients where org_id = ${s.orgId} and campaign_id = ${campaignId}`;
    await s.sql`delete from campaign_deltas where org_id = ${s.orgId} and campaign_id = ${campaignId}`;
    await s.sql`
      update campaigns set state = 'draft', version = version + 1, launched_by = null, launched_at = null, approved_by = null,
        starts_at = null, audience_hash = null, audience_size = null, forecast = null, canary_to = null, tally = '{}',
        watched = false
      where org_id = ${s.orgId} and id = ${campaignId}`;
    await record(s, { action: "campaign.withdrawn", subject: ["campaign", campaignId] });
    await publish(s, [{ kind: "campaign", id: campaignId }]);
  });
}
