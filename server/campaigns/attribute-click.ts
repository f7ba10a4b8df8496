import type { OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import type { FollowedLink } from "@/server/conversations/links/schema";
import { publish } from "@/server/realtime/publish";

/**
 * A link of a campaign's message that was followed, in the transaction that counts it: the recipient's first click, as far as the
 * campaign's days of attribution reach; where that is what counts as a result, that as well. Harmless when repeated, and for any other
 * message.
 */
export async function attributeClick(
  s: OrgScope,
  { messageId, campaignId, label }: FollowedLink,
): Promise<void> {
  if (campaignId === null) return;
  const { sql, orgId } = s;
  const rows = await sql`
    update campaign_recipients r set clicked_at = coalesce(r.clicked_at, app_now()), click = coalesce(r.click, ${label}),
      clicked_link = r.clicked_link or r.clicked_at is null,
      converted_at = coalesce(r.converted_at, case when g.draft -> 'conversion' ->> 'kind' = 'click' then app_now() end),
      conversion = coalesce(r.conversion, case when g.draft -> 'conversion' ->> 'kind' = 'click' then 'click' end)
    from campaigns g
    where r.org_id = ${orgId} and r.message_id = ${messageId} and g.org_id = ${orgId} and g.id = r.campaign_id
      and app_now() <= r.decided_at + make_interval(days => (g.draft ->> 'conversionDays')::int)
      and (r.clicked_at is null or r.converted_at is null and g.draft -> 'conversion' ->> 'kind' = 'click')
    returning 1`;
  if (rows.length === 0) return;
  await record(s, { action: "campaign.clicked", subject: ["campaign", campaignId], details: { messageId } });
  await publish(s, [{ kind: "campaign", id: campaignId }]);
}
