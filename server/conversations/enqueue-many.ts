import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { together } from "@/db/together";
import { publish } from "@/server/realtime/publish";
import type { Claimed } from "./claim-next";
import { countReached } from "./count-reached";
import { rankOf } from "./rules/delivery-state";
import { previewOf } from "./rules/preview";
import type { MessageContent } from "./schema";

/** One message of a campaign to one contact. */
export interface OutgoingTemplate {
  contactId: string;
  identityId: string;
  /** Where it goes: as the identity's address is now. */
  to: { kind: "phone" | "scoped"; address: string };
  confirmed: boolean;
  content: Extract<MessageContent, { type: "template" }>;
}

export interface Batch {
  /** Null for a test, which is of no campaign's figures. */
  campaignId: string | null;
  account: Claimed["account"];
  /** Who takes the replies; null: as the number's rules say. */
  teamId: string | null;
  messages: OutgoingTemplate[];
  /** Whose test it is, of one message: repeats of one request meet the database's refusal. */
  test?: { memberId: string; clientMessageId: string };
}

/** A message on its road, as it stands in its conversation. */
export interface Placing extends Claimed {
  contactId: string;
  /** Nobody's window was open: the carrier counts the contact as reached. */
  outsideWindow: boolean;
}

/**
 * Puts a campaign's messages on their road, `claimed` at once, since whoever asks hands them over now: each in the conversation that the
 * contact has open on the number, else in one that is begun and waits for the contact to write. Takes the lock of every contact × number
 * in one sorted sweep, as receiving does. A contact who became another meanwhile, or is about to, is left out. Consents are the database's
 * last word (law 7): a batch with somebody who gave none is refused whole.
 */
export async function enqueueMany(scope: OrgScope, batch: Batch): Promise<Placing[]> {
  const claimedAt = Date.now();
  const open = await lockWindows(scope, batch);
  const threads = await findThreads(scope, batch, [...open.keys()]);
  const placed = batch.messages
    .filter(({ contactId }) => open.has(contactId))
    .map((message) => place(message, threads.get(message.contactId)));
  if (placed.length === 0) return [];
  const outside = placed.filter((p) => !open.get(p.contactId));
  await together([
    write(scope, batch, placed),
    countReached(
      scope,
      batch.account.connectionId,
      outside.map((p) => p.contactId),
    ),
    publish(
      scope,
      placed
        .filter((p) => p.thread?.state === "open")
        .map((p) => ({ kind: "conversation", id: p.conversationId })),
    ),
  ]);
  return placed.map((p) => ({
    messageId: p.id,
    conversationId: p.conversationId,
    contactId: p.contactId,
    attempts: 1,
    claimedAt,
    account: batch.account,
    to: p.to,
    confirmed: p.confirmed,
    content: p.content,
    replyToProviderId: null,
    refusal: null,
    outsideWindow: !open.get(p.contactId),
  }));
}

/** By contact, whether a window is open. */
async function lockWindows(scope: OrgScope, { account, messages }: Batch): Promise<Map<string, boolean>> {
  const rows = messages.map(({ contactId, identityId }) => ({ contact: contactId, identity: identityId }));
  const held = await scope.sql<{ contact_id: string; open: boolean }[]>`
    with own as materialized (
      select id from contacts where org_id = ${scope.orgId} and id = any(${rows.map((r) => r.contact)}::uuid[]) and merged_into is null
      order by id for key share skip locked
    )
    insert into windows (channel_account_id, contact_id, identity_id)
    select ${account.id}, x.contact, x.identity
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(contact uuid, identity uuid) limit ${rows.length}) x
      join own on own.id = x.contact order by x.contact
    on conflict (org_id, channel_account_id, contact_id) do update set identity_id = windows.identity_id
    returning contact_id, coalesce(service_expires_at > (select app_now()), false) as open`;
  return new Map(held.map((row) => [row.contact_id, row.open]));
}

interface Thread {
  id: string;
  contact_id: string;
  state: "begun" | "open";
  last_seq: number;
  epoch: number;
}

/** By contact: the conversation that is open, else the one that was begun. A statement of its own: it sees what the locks waited for. */
async function findThreads(
  { sql, orgId }: OrgScope,
  { account }: Batch,
  contactIds: string[],
): Promise<Map<string, Thread>> {
  const rows = await sql<Thread[]>`
    select id, contact_id, state, last_seq, epoch from conversations
    where org_id = ${orgId} and channel_account_id = ${account.id} and contact_id = any(${contactIds}::uuid[])
      and state in ('open', 'begun') order by id for update`;
  const threads = new Map<string, Thread>();
  for (const row of rows)
    if (row.state === "open" || !threads.has(row.contact_id)) threads.set(row.contact_id, row);
  return threads;
}

interface Placed extends OutgoingTemplate {
  id: string;
  thread: Thread | undefined;
  conversationId: string;
  seq: number;
}

const place = (message: OutgoingTemplate, thread: Thread | undefined): Placed => ({
  ...message,
  id: newId(),
  thread,
  conversationId: thread?.id ?? newId(),
  seq: (thread?.last_seq ?? 0) + 1,
});

const columns =
  "id uuid, conversation uuid, fresh boolean, seq int, epoch int, contact uuid, identity uuid, content jsonb, preview jsonb";

/**
 * A campaign answers nobody: who waits goes on waiting, and the row of a conversation at work says what was said in it. Who takes the
 * replies to one that was begun is what the last campaign in it said; a test says nothing of it.
 */
async function write({ sql, orgId }: OrgScope, batch: Batch, placed: Placed[]): Promise<void> {
  const { account, campaignId, teamId, test } = batch;
  const rows = asRows(placed.map(rowOf));
  // One flight: the deliveries come behind the messages that they are of.
  await together([
    sql`
    with x as (select * from jsonb_to_recordset(${rows}::text::jsonb) as x(${sql.unsafe(columns)}) limit ${placed.length}),
    begun as (
      insert into conversations (id, channel_account_id, contact_id, identity_id, state, opened_at, team_id, home_team_id, campaign_id,
        window_expires_at, last_seq, last_message_at, preview)
      select x.conversation, ${account.id}, x.contact, x.identity, 'begun', app_now(), coalesce(${teamId}::uuid, a.team_id), ${teamId},
        ${campaignId}, w.service_expires_at, 1, app_now(), x.preview
      from x join channel_accounts a on a.org_id = ${orgId} and a.id = ${account.id}
        join windows w on w.org_id = ${orgId} and w.channel_account_id = ${account.id} and w.contact_id = x.contact
      where x.fresh
    ), moved as (
      update conversations c set last_seq = x.seq, last_message_at = greatest(c.last_message_at, app_now()),
        campaign_id = coalesce(${campaignId}::uuid, c.campaign_id),
        home_team_id = case when c.state = 'begun' and ${campaignId}::uuid is not null then ${teamId}::uuid else c.home_team_id end,
        team_id = case when c.state = 'begun' then coalesce(${teamId}::uuid, c.team_id) else c.team_id end,
        preview = case when c.awaiting_since is null then x.preview else c.preview end
      from x where c.org_id = ${orgId} and c.id = x.conversation and not x.fresh
    ), said as (
      insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
        campaign_id, author_id, client_message_id, occurred_at, recorded_at)
      select x.id, x.conversation, x.seq, ${account.id}, x.contact, x.identity, 'out', 'campaign', 'template', x.content, ${campaignId},
        ${test?.memberId ?? null}::uuid, ${test?.clientMessageId ?? null}::uuid, app_now(), app_now() from x
    )
    select 1`,
    sql`
    insert into deliveries (message_id, conversation_id, seq, campaign_id, channel_account_id, state, rank, epoch, queued_at, claimed_at, attempts)
    select x.id, x.conversation, x.seq, ${campaignId}, ${account.id}, 'claimed', ${rankOf("claimed")}, x.epoch, app_now(), now(), 1
    from jsonb_to_recordset(${rows}::text::jsonb) as x(${sql.unsafe(columns)})`,
  ]);
}

const rowOf = (p: Placed) => ({
  id: p.id,
  conversation: p.conversationId,
  fresh: p.thread === undefined,
  seq: p.seq,
  epoch: p.thread?.epoch ?? 1,
  contact: p.contactId,
  identity: p.identityId,
  content: p.content,
  preview: { kind: "template", text: previewOf(p.content), direction: "out", origin: "campaign" },
});
