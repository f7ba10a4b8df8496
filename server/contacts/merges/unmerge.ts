import type { z } from "zod";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { type Fields, fieldsBefore, undoDays } from "../rules/merge";
import { carryBack } from "./carry";
import { returnWindows } from "./return-windows";
import type { GivenBack, Moved, unmergeInput } from "./schema";
import { writeFields } from "./write-fields";

interface MergeRow {
  keptId: string;
  mergedId: string;
  moved: Moved;
}

/**
 * Makes two contacts of one again: identities, their conversations, consents and windows return to where they were, and what was said
 * since goes with the address it was said from. A field that somebody has changed since stays as it is. Throws NOT_FOUND, and
 * CONFLICT when it was undone already or its days are over. `afterReturned` gets what is open again, to be given back to whom it was.
 */
export async function unmerge(
  scope: MemberScope,
  { mergeId }: z.infer<typeof unmergeInput>,
  afterReturned?: (returned: GivenBack[]) => Promise<void>,
): Promise<{ keptId: string; mergedId: string }> {
  return inOrg(scope, async (s) => {
    const { mergedId, moved } = await lockMerge(s, mergeId);
    const keptId = await holderOf(s, mergedId);
    await s.sql`select 1 from contacts where org_id = ${s.orgId} and id in (${keptId}, ${mergedId}) order by id for update`;
    const identities = await returnIdentities(s, keptId, mergedId, moved);
    await s.sql`update contacts set merged_into = null where org_id = ${s.orgId} and id = ${mergedId}`;
    const conversations = await returnConversations(s, keptId, mergedId, moved, identities);
    await returnWindows(s, { keptId, mergedId, before: moved.windows ?? [] });
    const open = await reopenClosed(s, mergedId, moved);
    await pointAtOwn(s, [keptId, mergedId]);
    await returnFields(s, keptId, moved);
    await carryBack(s, keptId, mergedId, moved.carried);
    await s.sql`update contact_merges set undone_at = app_now() where org_id = ${s.orgId} and id = ${mergeId}`;
    await record(s, {
      action: "contact.unmerged",
      subject: ["contact", mergedId],
      details: { mergeId, keptId, identities: identities.length, conversations: conversations.length },
    });
    await publish(s, [
      ...[keptId, mergedId].map((id) => ({ kind: "contact" as const, id })),
      ...conversations.map((id) => ({ kind: "conversation" as const, id })),
    ]);
    if (afterReturned && open.length > 0) afterCommit(s, () => afterReturned(open));
    return { keptId, mergedId };
  });
}

async function lockMerge({ sql, orgId }: OrgScope, mergeId: string): Promise<MergeRow> {
  const [row] = await sql<(MergeRow & { undone: boolean; over: boolean })[]>`
    select kept_id as "keptId", merged_id as "mergedId", moved, undone_at is not null as undone,
      created_at < app_now() - ${undoDays} * interval '1 day' as over
    from contact_merges where org_id = ${orgId} and id = ${mergeId} for update`;
  if (!row) throw new DomainError("NOT_FOUND");
  if (row.undone || row.over)
    throw new DomainError("CONFLICT", { what: row.undone ? "undone" : "undo-over" });
  return row;
}

/** Whoever holds what was moved now: the one kept may have been merged itself since. */
async function holderOf({ sql, orgId }: OrgScope, mergedId: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    with recursive up as (
      select id, merged_into from contacts where org_id = ${orgId} and id = ${mergedId}
      union all select c.id, c.merged_into from up join contacts c on c.org_id = ${orgId} and c.id = up.merged_into)
    select id from up where merged_into is null and id <> ${mergedId}`;
  if (!row) throw new DomainError("CONFLICT", { what: "contact-changed" });
  return row.id;
}

async function returnIdentities(
  { sql, orgId }: OrgScope,
  keptId: string,
  mergedId: string,
  moved: Moved,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update identities set contact_id = ${mergedId}
    where org_id = ${orgId} and contact_id = ${keptId} and id = any(${moved.identities}::uuid[]) returning id`;
  return rows.map((row) => row.id);
}

/** Those that went along, and those that began since from an address that returns. */
async function returnConversations(
  { sql, orgId }: OrgScope,
  keptId: string,
  mergedId: string,
  moved: Moved,
  identities: string[],
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update conversations c set contact_id = ${mergedId}
    where c.org_id = ${orgId} and c.contact_id = ${keptId} and (c.id = any(${moved.conversations}::uuid[]) or (
      select m.identity_id from messages m where m.org_id = ${orgId} and m.conversation_id = c.id and m.direction in ('in', 'out')
      order by m.seq limit 1) = any(${identities}::uuid[]))
    returning id`;
  return rows.map((row) => row.id);
}

/** What the merge closed is open again, unless another has begun there since; who waits is read from the messages. */
async function reopenClosed(
  { sql, orgId }: OrgScope,
  mergedId: string,
  { closed = [] }: Moved,
): Promise<GivenBack[]> {
  const ids = closed.map((one) => one.id);
  const open = await sql<{ id: string }[]>`
    update conversations c set state = 'open', closed_at = null, close_reason = null, epoch = c.epoch + 1, owner = 'queue'
    where c.org_id = ${orgId} and c.contact_id = ${mergedId} and c.id = any(${ids}::uuid[]) and c.state = 'closed'
      and c.close_reason = 'merged' and not exists (select 1 from conversations o where o.org_id = ${orgId} and o.state = 'open'
        and o.contact_id = ${mergedId} and o.channel_account_id = c.channel_account_id)
    returning c.id`;
  return closed.filter((one) => open.some(({ id }) => id === one.id));
}

/** Answers of an open conversation go to an address of its own contact, who waits in it and until when is as its messages say. */
async function pointAtOwn({ sql, orgId }: OrgScope, contactIds: string[]): Promise<void> {
  await sql`
    update conversations c set identity_id = coalesce((
        select m.identity_id from messages m join identities i on i.org_id = m.org_id and i.id = m.identity_id
        where m.org_id = ${orgId} and m.conversation_id = c.id and i.contact_id = c.contact_id order by m.seq desc limit 1), (
        select i.id from identities i where i.org_id = ${orgId} and i.contact_id = c.contact_id and i.kind in ('phone', 'scoped')
        order by i.kind, i.created_at desc limit 1), c.identity_id)
    where c.org_id = ${orgId} and c.contact_id = any(${contactIds}::uuid[])`;
  await sql`
    with x as (
      select c.id, w.service_expires_at as ends,
        (select min(m.occurred_at) from messages m where m.org_id = ${orgId} and m.conversation_id = c.id and m.direction = 'in'
          and m.seq > coalesce((select max(o.seq) from messages o where o.org_id = ${orgId} and o.conversation_id = c.id
            and o.direction = 'out' and o.origin <> 'automatic'), 0)) as since,
        (select count(*)::int from messages m where m.org_id = ${orgId} and m.conversation_id = c.id and m.direction = 'in'
          and m.seq > c.seen_seq) as unread
      from conversations c left join windows w on w.org_id = ${orgId} and w.channel_account_id = c.channel_account_id
        and w.contact_id = c.contact_id
      where c.org_id = ${orgId} and c.contact_id = any(${contactIds}::uuid[]) and c.state = 'open')
    update conversations c set awaiting_since = x.since, unread = x.unread, window_expires_at = x.ends,
      missed = x.since is not null and coalesce(x.ends <= app_now(), false)
    from x where c.org_id = ${orgId} and c.id = x.id`;
}

async function returnFields(s: OrgScope, keptId: string, { fields = [] }: Moved): Promise<void> {
  if (fields.length === 0) return;
  const [now] = await s.sql<Fields[]>`
    select name, country, executive_id as "executiveId", attributes from contacts where org_id = ${s.orgId} and id = ${keptId}`;
  if (now) await writeFields(s, keptId, fieldsBefore(now, fields));
}
