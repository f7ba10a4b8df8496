import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { forgetResults } from "./forget-results";

/**
 * Conversations that ended as a campaign wanted, e.g. with a promise to pay: a result of the campaign that spoke last in each, as far as
 * its days of attribution reach, and not of whom its message failed to reach. Once per recipient; harmless when repeated.
 */
export async function attributeClosings(scope: Scope, conversationIds: string[]): Promise<void> {
  await inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const rows = await sql<{ campaign_id: string; message_id: string }[]>`
      update campaign_recipients r set converted_at = c.closed_at, conversion = 'close-reason'
      from conversations c
        join campaigns g on g.org_id = ${orgId} and g.id = c.campaign_id and g.draft -> 'conversion' ->> 'closeReasonId' = c.close_reason_id::text
      where c.org_id = ${orgId} and c.id = any(${conversationIds}::uuid[]) and c.campaign_id is not null and c.state = 'closed'
        and r.org_id = ${orgId} and r.campaign_id = c.campaign_id and r.contact_id = c.contact_id and r.state = 'queued'
        and (r.replied_at is not null or r.clicked_at is not null or exists (select 1 from deliveries d where d.org_id = ${orgId}
          and d.message_id = r.message_id and d.state not in ('failed', 'rejected')))
        and r.converted_at is null and c.closed_at <= r.decided_at + make_interval(days => (g.draft ->> 'conversionDays')::int)
      returning r.campaign_id, r.message_id`;
    const ids = [...new Set(rows.map((row) => row.campaign_id))];
    if (ids.length === 0) return;
    await forgetResults(
      s,
      rows.map((row) => row.message_id),
    );
    await record(s, {
      action: "campaign.converted",
      subject: ["campaign", ids[0] ?? null],
      details: { ids, count: rows.length },
    });
    await publish(
      s,
      ids.map((id) => ({ kind: "campaign", id })),
    );
  });
}
