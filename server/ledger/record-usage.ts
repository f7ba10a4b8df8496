import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { marketOf, marketTable } from "./market-of";

/** One MO, MT or HSM with what only the caller knows of it; the rest comes from its message, and from whom it was said to or by. */
export interface UsageInput {
  kind: "MO" | "MT" | "HSM";
  messageId: string;
  memberId: string | null;
  campaignId: string | null;
  origin: string;
  /** Of the template, in lower case; null for MO and MT. */
  category: string | null;
  /** The carrier's time for what came in, ours for what went out. */
  occurredAt: Date;
}

/**
 * Writes one usage event per message that is there, in one statement; one that has its event already keeps it. Part of the verb
 * that applies the messages: runs in its transaction, behind their rows (in one flight with them), and leaves the audit to it.
 */
export async function recordUsage(scope: OrgScope, events: UsageInput[]): Promise<void> {
  if (events.length === 0) return;
  await scope.sql`
    with x as (
      select * from jsonb_to_recordset(${asRows(inOrder(events))}::text::jsonb) as x(id uuid, kind text,
        "messageId" uuid, "memberId" uuid, "campaignId" uuid, origin text, category text, "occurredAt" timestamptz)
      limit ${events.length}
    ), known as (
      select x.*, m.conversation_id, m.contact_id, m.channel_account_id, t.team_id, c.country,
        case when i.kind = 'phone' then regexp_replace(i.address, '\\D', '', 'g') end as phone
      from x
        join messages m on m.org_id = ${scope.orgId} and m.id = x."messageId"
        join conversations t on t.org_id = ${scope.orgId} and t.id = m.conversation_id
        left join contacts c on c.org_id = ${scope.orgId} and c.id = m.contact_id
        left join identities i on i.org_id = ${scope.orgId} and i.id = m.identity_id
    ), ${marketTable(scope)}
    insert into usage_events (id, kind, message_id, conversation_id, contact_id, channel_account_id, team_id, member_id,
      campaign_id, origin, category, occurred_at, recorded_at, country, market)
    select id, kind, "messageId", conversation_id, contact_id, channel_account_id, team_id, "memberId", "campaignId", origin,
      lower(category), "occurredAt", (select app_now()), country,
      ${marketOf(scope, scope.sql`phone`, scope.sql`country`)}
    from known, keys
    on conflict (org_id, message_id) do nothing`;
}

/** Two batches that share messages meet them in the same order, so that neither waits for the other in a circle. */
function inOrder(events: UsageInput[]): object[] {
  return events
    .map((event) => ({ ...event, id: newId() }))
    .sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
}
