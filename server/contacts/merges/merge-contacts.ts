import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import { type Choice, changedFields, type Fields, fieldsAfter, type MergeReason } from "../rules/merge";
import { carry } from "./carry";
import { pairVersion } from "./queries";
import type { GivenBack, Moved, WindowRow } from "./schema";
import { writeFields } from "./write-fields";

export interface Merge {
  keptId: string;
  mergedId: string;
  reason: MergeReason;
  choice?: Choice;
  /** What both were when somebody looked at them: `version` of comparePair(). */
  seen?: string;
}

/**
 * Makes one contact of two: identities, conversations and windows move to the one kept; what moved and changed is written down so that
 * it can be undone. Where both have an open conversation on one number, the merged one's is closed and the kept one's waits for both.
 * Throws NOT_FOUND, and CONFLICT when one of them is no contact of its own any more, or not what was seen. Returns the merge's id.
 */
export async function mergeContacts(
  scope: OrgScope,
  { keptId, mergedId, reason, choice, seen }: Merge,
): Promise<string> {
  const { kept, merged } = await lockPair(scope, keptId, mergedId);
  if (seen !== undefined && seen !== (await pairVersion(scope, keptId, mergedId)))
    throw new DomainError("CONFLICT", { what: "contact-changed" });
  const windows = await moveWindows(scope, keptId, mergedId);
  const closed = await closeDoubled(scope, keptId, mergedId);
  const identities = await moved(scope, "identities", keptId, mergedId);
  const conversations = await moved(scope, "conversations", keptId, mergedId);
  const carried = await carry(scope, mergedId, keptId);
  const fields = changedFields(kept, merged, choice);
  await scope.sql`update contacts set merged_into = ${keptId} where org_id = ${scope.orgId} and id = ${mergedId}`;
  if (fields.length > 0) await writeFields(scope, keptId, fieldsAfter(kept, fields));
  const all: Moved = { identities, conversations, closed, fields, windows, carried };
  const id = newId();
  await scope.sql`
    insert into contact_merges (id, kept_id, merged_id, reason, moved, created_at)
    values (${id}, ${keptId}, ${mergedId}, ${reason}, ${asRow(all)}::text::jsonb, app_now())`;
  await settleProposals(scope, keptId, mergedId);
  await record(scope, {
    action: "contact.merged",
    subject: ["contact", keptId],
    details: { mergeId: id, mergedId, reason },
  });
  await publish(scope, [
    { kind: "contact", id: keptId },
    { kind: "contact", id: mergedId },
    ...conversations.map((one) => ({ kind: "conversation" as const, id: one })),
  ]);
  return id;
}

interface FieldsRow extends Fields {
  id: string;
  mergedInto: string | null;
}

/** Whoever receives for one of them holds its row too (receive.ts), so that nothing lands on a contact that was just given up. */
async function lockPair({ sql, orgId }: OrgScope, keptId: string, mergedId: string) {
  const rows = await sql<FieldsRow[]>`
    select id, merged_into as "mergedInto", name, country, executive_id as "executiveId", attributes from contacts
    where org_id = ${orgId} and id in (${keptId}, ${mergedId}) order by id for update`;
  const kept = rows.find((row) => row.id === keptId);
  const merged = rows.find((row) => row.id === mergedId);
  if (!kept || !merged) throw new DomainError("NOT_FOUND");
  if (kept.mergedInto || merged.mergedInto || keptId === mergedId)
    throw new DomainError("CONFLICT", { what: "contact-changed" });
  return { kept, merged };
}

/** Returns the windows of both as they were. */
async function moveWindows({ sql, orgId }: OrgScope, keptId: string, mergedId: string): Promise<WindowRow[]> {
  const before = await sql<WindowRow[]>`
    select contact_id, channel_account_id, identity_id, last_inbound_at::text, service_expires_at::text, entry_expires_at::text
    from windows where org_id = ${orgId} and contact_id in (${keptId}, ${mergedId})
    order by channel_account_id, contact_id for update`;
  await sql`
    insert into windows (channel_account_id, contact_id, identity_id, last_inbound_at, service_expires_at, entry_expires_at)
    select channel_account_id, ${keptId}, identity_id, last_inbound_at, service_expires_at, entry_expires_at
    from windows where org_id = ${orgId} and contact_id = ${mergedId} order by channel_account_id
    on conflict (org_id, channel_account_id, contact_id) do update set
      identity_id = case when excluded.last_inbound_at > windows.last_inbound_at then excluded.identity_id else windows.identity_id end,
      last_inbound_at = greatest(windows.last_inbound_at, excluded.last_inbound_at),
      service_expires_at = greatest(windows.service_expires_at, excluded.service_expires_at),
      entry_expires_at = greatest(windows.entry_expires_at, excluded.entry_expires_at)`;
  await sql`delete from windows where org_id = ${orgId} and contact_id = ${mergedId}`;
  return [...before];
}

async function closeDoubled(
  { sql, orgId }: OrgScope,
  keptId: string,
  mergedId: string,
): Promise<GivenBack[]> {
  await sql`
    update conversations c set state = 'closed', closed_at = app_now(), close_reason = 'merged'
    where c.org_id = ${orgId} and c.contact_id = ${mergedId} and c.state = 'begun' and exists (select 1 from conversations k
      where k.org_id = ${orgId} and k.contact_id = ${keptId} and k.state = 'begun' and k.channel_account_id = c.channel_account_id)`;
  const closed = await sql<GivenBack[]>`
    select c.id, c.assignee_id as "assigneeId", c.team_id as "teamId"
    from conversations c join conversations k on k.org_id = c.org_id and k.contact_id = ${keptId} and k.state = 'open'
      and k.channel_account_id = c.channel_account_id
    where c.org_id = ${orgId} and c.contact_id = ${mergedId} and c.state = 'open' order by c.id for update`;
  const ids = closed.map((one) => one.id);
  if (ids.length === 0) return [];
  // Whoever waited in the one that is closed waits in the one that stays.
  await sql`
    update conversations k set awaiting_since = least(k.awaiting_since, c.awaiting_since), priority = greatest(k.priority, c.priority),
      unread = k.unread + c.unread, window_expires_at = w.service_expires_at,
      missed = least(k.awaiting_since, c.awaiting_since) is not null and coalesce(w.service_expires_at <= app_now(), false)
    from conversations c, windows w where k.org_id = ${orgId} and k.contact_id = ${keptId} and k.state = 'open'
      and c.org_id = ${orgId} and c.id = any(${ids}::uuid[]) and c.channel_account_id = k.channel_account_id
      and w.org_id = ${orgId} and w.contact_id = ${keptId} and w.channel_account_id = k.channel_account_id`;
  await sql`
    update conversations set state = 'closed', closed_at = app_now(), close_reason = 'merged', assignee_id = null,
      snoozed_until = null, snoozed_by = null, woken_at = null, epoch = epoch + 1
    where org_id = ${orgId} and id = any(${ids}::uuid[])`;
  await sql`
    update work_items set state = 'done', done_at = app_now()
    where org_id = ${orgId} and state <> 'done' and conversation_id = any(${ids}::uuid[])`;
  return [...closed];
}

async function moved(
  { sql, orgId }: OrgScope,
  table: "identities" | "conversations",
  keptId: string,
  mergedId: string,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update ${sql(table)} set contact_id = ${keptId} where org_id = ${orgId} and contact_id = ${mergedId} returning id`;
  return rows.map((row) => row.id);
}

/** What was asked about the two is answered. What was asked about the one that is gone waits, unseen, for the merge to be undone. */
async function settleProposals({ sql, orgId }: OrgScope, keptId: string, mergedId: string): Promise<void> {
  await sql`
    update merge_proposals set state = 'merged', decided_at = app_now() where org_id = ${orgId} and state = 'open'
      and first_id = least(${keptId}::uuid, ${mergedId}::uuid) and second_id = greatest(${keptId}::uuid, ${mergedId}::uuid)`;
}
