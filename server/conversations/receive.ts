import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { together } from "@/db/together";
import { record } from "@/server/audit/record";
import type { InboundPart } from "@/server/channels/adapter";
import { resolveSenders } from "@/server/contacts/resolve-senders";
import { recordUsage, type UsageInput } from "@/server/ledger/record-usage";
import { type Change, publish } from "@/server/realtime/publish";
import { previewOf } from "./rules/preview";
import { windowAfter } from "./rules/reply-window";

export type ReceivedMessage = Extract<InboundPart, { type: "message" }>;

export interface Received {
  channelAccountId: string;
  windowHours: number | null;
  message: ReceivedMessage;
}

export interface ReceiveResult {
  /** Conversations in which something new stands. */
  conversationIds: string[];
  /** Those that this batch opened. */
  openedIds: string[];
  /** Those whose number answers by itself. */
  standardIds: string[];
  /** Those whose due times changed with it. */
  staleIds: string[];
  /** Those that took no place of whoever has them, and do now. */
  wokenIds: string[];
  /** Messages whose file has to be fetched from the carrier. */
  mediaIds: string[];
  applied: number;
}

const nothing: ReceiveResult = {
  conversationIds: [],
  openedIds: [],
  standardIds: [],
  wokenIds: [],
  staleIds: [],
  mediaIds: [],
  applied: 0,
};

interface Row {
  ord: number;
  id: string;
  new_conversation_id: string;
  account_id: string;
  contact_id: string;
  identity_id: string;
  provider_id: string;
  direction: "in" | "out" | "event";
  origin: string;
  kind: string;
  content: unknown;
  preview: unknown;
  reply_to: string | null;
  occurred_at: string;
  service_expires_at: string | null;
}

/**
 * Applies what customers wrote (and what the business wrote on its own phone): each message once per channel account and
 * provider id, in one conversation per contact × number, with its `seq`, its window, its usage event. Set-based: one call
 * for any number of messages. Runs inside the caller's transaction; throws only what the database throws.
 */
export async function receive(scope: OrgScope, received: Received[]): Promise<ReceiveResult> {
  if (received.length === 0) return nothing;
  const rows = await rowsFor(scope, received);
  // One flight: the server takes them in this order, so that the windows are held when the messages come, and the messages are there
  // when their use is written.
  const [, applied] = await together([
    lockWindows(scope, rows),
    insertMessages(scope, rows),
    recordUsage(scope, usageOf(rows)),
  ]);
  const ids = new Set(applied.map((a) => a.id));
  await together([
    insertAttachments(scope, received, rows, ids),
    audit(scope, applied),
    publish(scope, [...new Map(applied.map((a) => [a.conversation_id, a])).values()].map(changeOf)),
  ]);
  return {
    conversationIds: unique(applied.map((a) => a.conversation_id)),
    openedIds: unique(applied.filter((a) => a.opened).map((a) => a.conversation_id)),
    standardIds: unique(applied.filter((a) => a.standard).map((a) => a.conversation_id)),
    staleIds: unique(applied.filter((a) => a.stale).map((a) => a.conversation_id)),
    wokenIds: unique(applied.filter((a) => a.quiet).map((a) => a.conversation_id)),
    mediaIds: rows.filter((r) => ids.has(r.id) && received[r.ord]?.message.media).map((r) => r.id),
    applied: applied.length,
  };
}

async function rowsFor(scope: OrgScope, received: Received[]): Promise<Row[]> {
  const senders = await resolveSenders(
    scope,
    received.map((r) => r.message.from),
  );
  return received.map(({ channelAccountId, windowHours, message }, ord) => {
    const who = senders[ord];
    if (!who) throw new Error("A sender was not resolved");
    const { direction, origin } = placeOf(message);
    const content = message.media ? { ...message.content, attachmentId: newId() } : message.content;
    return {
      ord,
      id: newId(),
      new_conversation_id: newId(),
      account_id: channelAccountId,
      contact_id: who.contactId,
      identity_id: who.identityId,
      provider_id: message.providerId,
      direction,
      origin,
      kind: content.type,
      content,
      preview: { kind: content.type, text: previewOf(content), direction, origin },
      reply_to: message.replyToProviderId ?? null,
      occurred_at: message.occurredAt.toISOString(),
      service_expires_at:
        direction === "in" ? (windowAfter(windowHours, message.occurredAt)?.toISOString() ?? null) : null,
    };
  });
}

/** What the channel says by itself (a new security code, a changed number) is an event: it opens no window and awaits nothing. */
function placeOf(message: ReceivedMessage): { direction: Row["direction"]; origin: string } {
  if (message.content.type === "system") return { direction: "event", origin: "system" };
  return message.echo ? { direction: "out", origin: "phone" } : { direction: "in", origin: "customer" };
}

/** Takes the lock of every contact × number in one sorted sweep and moves their windows forward. */
async function lockWindows(scope: OrgScope, rows: Row[]): Promise<void> {
  await scope.sql`
    insert into windows (channel_account_id, contact_id, identity_id, last_inbound_at, service_expires_at)
    select account_id, contact_id, (array_agg(identity_id order by ord desc))[1],
      max(occurred_at) filter (where direction = 'in'), max(service_expires_at)
    from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(ord int, account_id uuid, contact_id uuid, identity_id uuid,
      direction text, occurred_at timestamptz, service_expires_at timestamptz)
    group by account_id, contact_id order by account_id, contact_id
    on conflict (org_id, channel_account_id, contact_id) do update set
      identity_id = excluded.identity_id,
      last_inbound_at = greatest(windows.last_inbound_at, excluded.last_inbound_at),
      service_expires_at = greatest(windows.service_expires_at, excluded.service_expires_at)`;
}

interface Applied {
  id: string;
  conversation_id: string;
  opened: boolean;
  team_id: string | null;
  assignee_id: string | null;
  standard: boolean;
  quiet: boolean;
  stale: boolean;
}

/**
 * One statement: what is new, the conversation it belongs to (opened if there is none), its seq, and the conversation's
 * place in the queues. The caller holds the windows, so that no other batch is at these conversations; their own rows are taken
 * here, as a reply or a note takes them, so that each gets a seq of its own.
 */
async function insertMessages(scope: OrgScope, rows: Row[]): Promise<Applied[]> {
  const { sql, orgId } = scope;
  return sql<Applied[]>`
    with x as (
      select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(ord int, id uuid, new_conversation_id uuid, account_id uuid,
        contact_id uuid, identity_id uuid, provider_id text, direction text, origin text, kind text, content jsonb, preview jsonb,
        reply_to text, occurred_at timestamptz) limit ${rows.length}
    ), fresh as (
      select distinct on (account_id, provider_id) * from x
      where not exists (select 1 from messages m where m.org_id = ${orgId} and m.channel_account_id = x.account_id
        and m.provider_id = x.provider_id)
      order by account_id, provider_id, ord
    ), pair as (
      select account_id, contact_id, count(*)::int as n,
        (array_agg(new_conversation_id order by ord))[1] as new_id,
        (array_agg(identity_id order by ord desc))[1] as identity_id,
        (array_agg(preview order by ord desc) filter (where direction <> 'event'))[1] as preview,
        (array_agg(direction order by ord desc) filter (where direction <> 'event'))[1] as spoke,
        count(*) filter (where direction = 'in')::int as inbound,
        min(occurred_at) as first_at, max(occurred_at) as last_at,
        min(occurred_at) filter (where direction = 'in') as waiting_from
      from fresh group by account_id, contact_id
    ), opened as (
      select c.id, c.channel_account_id, c.contact_id, c.last_seq, c.last_message_at, c.team_id,
        c.assignee_id
      from pair p join conversations c on c.org_id = ${orgId} and c.channel_account_id = p.account_id
        and c.contact_id = p.contact_id and c.state = 'open'
      for update of c
    ), created as (
      insert into conversations (id, channel_account_id, contact_id, identity_id, opened_at, team_id, awaiting_since,
        reopened_from_id, window_expires_at, last_seq, last_message_at, preview, unread)
      select p.new_id, p.account_id, p.contact_id, p.identity_id, (select app_now()), a.team_id,
        case when p.spoke = 'in' then p.waiting_from end, b.id, w.service_expires_at, p.n, p.last_at, p.preview, p.inbound
      from pair p join channel_accounts a on a.org_id = ${orgId} and a.id = p.account_id
        join windows w on w.org_id = ${orgId} and w.channel_account_id = p.account_id and w.contact_id = p.contact_id
        left join lateral (
          select c.id, c.closed_at from conversations c where c.org_id = ${orgId} and c.contact_id = p.contact_id
            and c.channel_account_id = p.account_id order by c.opened_at desc limit 1
        ) last on p.spoke = 'in'
        left join lateral (
          select last.id from organizations o where o.id = ${orgId}
            and last.closed_at > (select app_now()) - o.reopen_hours * interval '1 hour'
        ) b on true
      where not exists (select 1 from opened o where o.channel_account_id = p.account_id and o.contact_id = p.contact_id)
      returning id, channel_account_id, contact_id, 0 as last_seq, null::timestamptz as last_message_at, team_id,
        null::uuid as assignee_id, sla_stale
    ), thread as (
      select *, false as sla_stale, false as opened from opened union all select *, true from created
    ), numbered as (
      select f.*, t.id as conversation_id, t.opened, t.team_id, t.assignee_id, t.sla_stale,
        (t.last_seq + row_number() over (partition by t.id order by f.ord))::int as seq,
        f.occurred_at < greatest(t.last_message_at, max(f.occurred_at)
          over (partition by t.id order by f.ord rows between unbounded preceding and 1 preceding)) as late
      from fresh f join thread t on t.channel_account_id = f.account_id and t.contact_id = f.contact_id
    ), inserted as (
      insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind,
        content, provider_id, reply_to_provider_id, occurred_at, recorded_at, late)
      select id, conversation_id, seq, account_id, contact_id, identity_id, direction, origin, kind, content, provider_id,
        reply_to, occurred_at, (select app_now()), coalesce(late, false) from numbered
    ), moved as (
      update conversations c set last_seq = c.last_seq + p.n, last_message_at = greatest(c.last_message_at, p.last_at),
        preview = coalesce(p.preview, c.preview), identity_id = p.identity_id,
        unread = case p.spoke when 'in' then c.unread + p.inbound when 'out' then 0 else c.unread end,
        awaiting_since = case p.spoke when 'in' then coalesce(c.awaiting_since, p.waiting_from) when 'out' then null
          else c.awaiting_since end,
        window_expires_at = w.service_expires_at,
        missed = case p.spoke when 'in' then w.service_expires_at <= (select app_now()) when 'out' then false else c.missed end,
        window_warned_at = null,
        snoozed_until = case when p.inbound = 0 then c.snoozed_until end, snoozed_by = case when p.inbound = 0 then c.snoozed_by end,
        woken_at = case when p.spoke in ('in', 'out') then null else c.woken_at end
      from pair p join windows w on w.org_id = ${orgId} and w.channel_account_id = p.account_id and w.contact_id = p.contact_id
      where c.org_id = ${orgId} and c.channel_account_id = p.account_id and c.contact_id = p.contact_id and c.state = 'open'
      returning c.id, c.sla_stale
    )
    select n.id, n.conversation_id, n.opened, n.team_id, n.assignee_id, n.direction = 'in' and a.settings ? 'standardMessages' as standard,
      n.sla_stale or coalesce(moved.sla_stale, false) as stale, exists (select 1 from work_items w
        where w.org_id = ${orgId} and w.conversation_id = n.conversation_id and w.quiet_since is not null) as quiet
    from numbered n join channel_accounts a on a.org_id = ${orgId} and a.id = n.account_id
      left join moved on moved.id = n.conversation_id order by n.ord`;
}

async function insertAttachments(
  scope: OrgScope,
  received: Received[],
  rows: Row[],
  applied: Set<string>,
): Promise<void> {
  const media = rows.flatMap((row) => {
    const inbound = received[row.ord]?.message.media;
    if (!inbound || !applied.has(row.id)) return [];
    const { attachmentId } = row.content as { attachmentId: string };
    return [{ ...inbound, id: attachmentId, message_id: row.id, account_id: row.account_id }];
  });
  if (media.length === 0) return;
  await scope.sql`
    insert into attachments (id, message_id, channel_account_id, provider_media_id, mime, name, sha256, state, next_try_at, expires_at)
    select id, message_id, account_id, "providerMediaId", mime, name, sha256, 'pending', now(), now() + "livesFor" * interval '1 second'
    from jsonb_to_recordset(${asRows(media)}::text::jsonb) as x(id uuid, message_id uuid, account_id uuid, "providerMediaId" text,
      mime text, name text, sha256 text, "livesFor" int)`;
}

/** Of what was there already nothing is written: its row here has an id that no message got. */
const usageOf = (rows: Row[]): UsageInput[] =>
  rows
    .filter((row) => row.direction === "in")
    .map((row) => ({
      kind: "MO",
      messageId: row.id,
      memberId: null,
      campaignId: null,
      origin: row.origin,
      category: null,
      occurredAt: new Date(row.occurred_at),
    }));

async function audit(scope: OrgScope, applied: Applied[]): Promise<void> {
  if (applied.length === 0) return;
  const ids = applied.map((a) => a.id);
  await record(scope, {
    action: "messages.received",
    subject: ["message", ids[0] ?? null],
    details: { ids },
  });
}

const changeOf = (a: Applied): Change => ({
  kind: "conversation",
  id: a.conversation_id,
  holder: { teamId: a.team_id, assigneeId: a.assignee_id },
});

const unique = (ids: string[]) => [...new Set(ids)];
