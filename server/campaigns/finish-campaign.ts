import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { foldDeltas } from "./fold-deltas";

/** Ends a campaign of which nobody is left to be written to, and nothing to be handed over. Harmless for any other. */
export async function finishCampaign(scope: Scope, campaignId: string): Promise<void> {
  await inOrg(scope, async (s) => {
    const rows = await s.sql`
      update campaigns c set state = 'finished', finished_at = app_now()
      where c.org_id = ${s.orgId} and c.id = ${campaignId} and c.state = 'running'
        and (select r.due_at from campaign_recipients r where r.org_id = ${s.orgId} and r.campaign_id = c.id and r.state = 'planned'
          order by r.channel_account_id, r.due_at limit 1) is null
        and not exists (select 1 from deliveries d where d.org_id = ${s.orgId} and d.campaign_id = c.id and d.pending)
      returning 1`;
    if (rows.length === 0) return;
    await foldDeltas(s, campaignId);
    await record(s, { action: "campaign.finished", subject: ["campaign", campaignId] });
    await publish(s, [{ kind: "campaign", id: campaignId }]);
  });
}
