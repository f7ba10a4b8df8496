import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";

export interface Merge {
  keptId: string;
  mergedId: string;
  /** `carrier`: the carrier showed both to be one person. */
  reason: string;
}

/**
 * Makes one contact of two: identities, conversations and windows move to the one kept; what moved is written down so that
 * it can be undone. Where both have an open conversation on one number, the merged one's is closed.
 */
export async function mergeContacts(scope: OrgScope, { keptId, mergedId, reason }: Merge): Promise<void> {
  const { sql, orgId } = scope;
  const identities = await sql<{ id: string }[]>`
    update identities set contact_id = ${keptId} where org_id = ${orgId} and contact_id = ${mergedId} returning id`;
  await sql`
    update conversations c set state = 'closed', closed_at = app_now(), close_reason = 'merged', assignee_id = null,
      snoozed_until = null, snoozed_by = null, woken_at = null, epoch = epoch + 1
    where c.org_id = ${orgId} and c.contact_id = ${mergedId} and c.state = 'open' and exists (
      select 1 from conversations k where k.org_id = ${orgId} and k.contact_id = ${keptId} and k.state = 'open'
        and k.channel_account_id = c.channel_account_id)`;
  await sql`
    update work_items w set state = 'done', done_at = app_now() from conversations c
    where w.org_id = ${orgId} and w.state <> 'done' and c.org_id = ${orgId} and c.id = w.conversation_id
      and c.contact_id = ${mergedId} and c.state = 'closed'`;
  const conversations = await sql<{ id: string }[]>`
    update conversations set contact_id = ${keptId} where org_id = ${orgId} and contact_id = ${mergedId} returning id`;
  await sql`
    insert into windows (channel_account_id, contact_id, identity_id, last_inbound_at, service_expires_at, entry_expires_at)
    select channel_account_id, ${keptId}, identity_id, last_inbound_at, service_expires_at, entry_expires_at
    from windows where org_id = ${orgId} and contact_id = ${mergedId} order by channel_account_id
    on conflict (org_id, channel_account_id, contact_id) do update set
      last_inbound_at = greatest(windows.last_inbound_at, excluded.last_inbound_at),
      service_expires_at = greatest(windows.service_expires_at, excluded.service_expires_at),
      entry_expires_at = greatest(windows.entry_expires_at, excluded.entry_expires_at)`;
  await sql`delete from windows where org_id = ${orgId} and contact_id = ${mergedId}`;
  await sql`update contacts set merged_into = ${keptId} where org_id = ${orgId} and id = ${mergedId}`;
  const moved = { identities: identities.map((r) => r.id), conversations: conversations.map((r) => r.id) };
  await sql`insert into contact_merges (id, kept_id, merged_id, reason, moved)
    values (${newId()}, ${keptId}, ${mergedId}, ${reason}, ${JSON.stringify(moved)}::text::jsonb)`;
  await record(scope, {
    action: "contact.merged",
    subject: ["contact", keptId],
    details: { mergedId, reason },
  });
  await publish(scope, [
    { kind: "contact", id: keptId },
    ...moved.conversations.map((id) => ({ kind: "conversation" as const, id })),
  ]);
}
