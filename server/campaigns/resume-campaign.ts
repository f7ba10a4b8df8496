import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockFor } from "./lock-campaign";
import { sendSoon } from "./prepare-soon";
import { redOf } from "./red-of";

/**
 * Goes on where it stood; under a template's new category, if that was what stopped it, and whatever the carrier thinks ill of now. What the carrier did not take for want of the template or the account is tried again at once; a trial that
 * stopped it is over, since somebody looked at it. Throws NOT_FOUND, CONFLICT for one that does not stand still.
 */
export async function resumeCampaign(
  scope: MemberScope,
  { campaignId }: { campaignId: string },
): Promise<void> {
  await inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const campaign = await lockFor(s, "resume", { campaignId });
    await sql`
      update campaigns c set state = case when coalesce(starts_at > app_now(), false) and not exists (
          select 1 from campaign_recipients r where r.org_id = ${orgId} and r.campaign_id = c.id and r.state = 'queued')
          then 'scheduled' else 'running' end,
        category = case when pause_reason = 'category' then (select lower(t.category) from templates t
          where t.org_id = ${orgId} and t.id::text = c.draft -> 'variants' -> 0 ->> 'templateId') else category end,
        canary_to = case when pause_reason = 'canary' then null else canary_to end,
        canary_until = case when pause_reason = 'canary' then null else canary_until end,
        accepted_red = ${redOf(s, campaign.draft)}, pause_reason = null, pause_detail = null, paused_at = null
      where org_id = ${orgId} and id = ${campaignId}`;
    await sql`
      update deliveries d set retry_at = now() from campaign_recipients r
      where r.org_id = ${orgId} and r.campaign_id = ${campaignId} and r.state = 'queued' and d.org_id = ${orgId}
        and d.message_id = r.message_id and d.pending and d.retry_at > now()`;
    await record(s, { action: "campaign.resumed", subject: ["campaign", campaignId] });
    await publish(s, [{ kind: "campaign", id: campaignId }]);
    afterCommit(s, () => sendSoon(orgId, campaign.draft.numberIds));
  });
}
