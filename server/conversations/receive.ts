import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { together } from "@/db/together";
import { record } from "@/server/audit/record";
import type { InboundPart } from "@/server/channels/adapter";
import { resolveSenders } from "@/server/contacts/resolve-senders";
import { recordUsage, type UsageInput } from "@/server/ledger/record-usage";
import { type Change, publish } from "@/server/realtime/publish";
import { type Applied, insertMessages, type Row } from "./insert-messages";
import { insertRatings, splitRatings } from "./insert-ratings";
import { openBegun } from "./open-begun";
import { optOut } from "./opt-out";
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
  /** Messages that may answer a campaign. */
  answerIds: string[];
  applied: number;
}

const nothing: ReceiveResult = {
  conversationIds: [],
  openedIds: [],
  standardIds: [],
  wokenIds: [],
  staleIds: [],
  mediaIds: [],
  answerIds: [],
  applied: 0,
};

/**
 * Applies what customers wrote (and what the business wrote on its own phone): each message once per channel account and
 * provider id, in one conversation per contact × number, with its `seq`, its window, its usage event. Set-based: one call
 * for any number of messages. Runs inside the caller's transaction; throws only what the database throws.
 */
export async function receive(scope: OrgScope, received: Received[]): Promise<ReceiveResult> {
  if (received.length === 0) return nothing;
  const rows = await rowsFor(scope, received);
  const [others, ratings] = await splitRatings(scope, rows);
  // One flight: the server takes them in this order, so that the windows are held when the messages come, and the messages are there
  // when their use is written.
  const [, woken, said, rated] = await together([
    lockWindows(scope, rows),
    openBegun(scope, others),
    insertMessages(scope, others),
    insertRatings(scope, ratings),
    recordUsage(scope, usageOf(rows)),
  ]);
  const applied = [...said, ...rated];
  const ids = new Set(applied.map((a) => a.id));
  await together([
    insertAttachments(scope, received, rows, ids),
    audit(scope, applied),
    optOut(scope, rows, applied),
    publish(scope, [...new Map(applied.map((a) => [a.conversation_id, a])).values()].map(changeOf)),
  ]);
  return {
    conversationIds: unique(applied.map((a) => a.conversation_id)),
    openedIds: unique([...applied.filter((a) => a.opened).map((a) => a.conversation_id), ...woken]),
    standardIds: unique(applied.filter((a) => a.standard).map((a) => a.conversation_id)),
    staleIds: unique(applied.filter((a) => a.stale).map((a) => a.conversation_id)),
    wokenIds: unique(applied.filter((a) => a.quiet).map((a) => a.conversation_id)),
    mediaIds: rows.filter((r) => ids.has(r.id) && received[r.ord]?.message.media).map((r) => r.id),
    answerIds: said.filter((a) => a.answers).map((a) => a.id),
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

/**
 * Takes the lock of every contact × number in one sorted sweep and moves their windows forward. Throws StaleContact when a contact was
 * merged into another since its sender was looked up: the batch is run again.
 */
async function lockWindows(scope: OrgScope, rows: Row[]): Promise<void> {
  const ids = [...new Set(rows.map((row) => row.contact_id))];
  const held = await scope.sql`
    with own as materialized (
      select id from contacts where org_id = ${scope.orgId} and id = any(${ids}::uuid[]) and merged_into is null
      order by id for key share
    ), x as (
      select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(ord int, account_id uuid, contact_id uuid, identity_id uuid,
        direction text, occurred_at timestamptz, service_expires_at timestamptz)
    )
    insert into windows (channel_account_id, contact_id, identity_id, last_inbound_at, service_expires_at)
    select x.account_id, x.contact_id, (array_agg(x.identity_id order by x.ord desc))[1],
      max(x.occurred_at) filter (where x.direction = 'in'), max(x.service_expires_at)
    from x join own on own.id = x.contact_id
    group by x.account_id, x.contact_id order by x.account_id, x.contact_id
    on conflict (org_id, channel_account_id, contact_id) do update set
      identity_id = excluded.identity_id,
      last_inbound_at = greatest(windows.last_inbound_at, excluded.last_inbound_at),
      service_expires_at = greatest(windows.service_expires_at, excluded.service_expires_at)
    returning contact_id`;
  if (new Set(held.map((row) => row.contact_id)).size < ids.length) throw new StaleContact();
}

/** Carries PostgreSQL's code for a transaction that has to be run again. */
class StaleContact extends Error {
  readonly code = "40001";
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
