import { inOrg, type OrgScope } from "@/db/org";
import type { ChannelAdapter } from "@/server/channels/adapter";
import { adapterFor } from "@/server/channels/registry";
import { DomainError } from "@/server/errors";
import type { TranscriptChoice } from "@/server/organizations/schema";
import { allows } from "@/server/permissions";
import type { MemberScope } from "@/server/scope";
import { transcriptionHost } from "@/server/transcription";
import type { DeliveryState } from "../rules/delivery-state";
import type { MessageContent, MessageDirection, MessageOrigin } from "../schema";
import type { TranscriptFacts, TranscriptState } from "../transcripts/schema";
import { anchorOf, type ThreadInput, threadRange } from "./thread-range";
import { readable } from "./visible";

/** Names a text under `carrier` in the messages. */
type CarrierTextKey = ReturnType<ChannelAdapter["explain"]>["key"];

export interface ThreadMessage {
  id: string;
  seq: number;
  direction: MessageDirection;
  origin: MessageOrigin;
  content: MessageContent;
  occurredAt: Date;
  late: boolean;
  edited: boolean;
  revoked: boolean;
  clientMessageId: string | null;
  author: { id: string; name: string } | null;
  /** Which campaign said it; its id for who may see it. */
  campaign: { id: string | null; name: string } | null;
  delivery: {
    state: DeliveryState;
    times: Partial<Record<DeliveryState, Date>>;
    failure: { code: string; detail?: string } | null;
    /** Names the text that explains the failure and what to do. */
    failureKey: CarrierTextKey | null;
    failureClass: string | null;
    retryAt: Date | null;
  } | null;
  cost: { micros: bigint; currency: string; reason: string; category: string; market: string | null } | null;
  quoted:
    | { id: string; direction: MessageDirection; author: string | null; content: MessageContent }
    | "gone"
    | null;
  reactions: { emoji: string; by: "customer" | "us" }[];
  attachment: {
    id: string;
    mime: string;
    name: string | null;
    size: number | null;
    state: "pending" | "ready" | "failed" | "gone";
    /** Of a customer's sound, where it is or may be written down; the text is with the content. */
    transcript: TranscriptFacts | null;
  } | null;
}

interface Row {
  id: string;
  seq: number;
  direction: MessageDirection;
  origin: MessageOrigin;
  content: MessageContent;
  occurred_at: string;
  late: boolean;
  edited: boolean;
  revoked: boolean;
  client_message_id: string | null;
  author: ThreadMessage["author"];
  campaign: ThreadMessage["campaign"];
  state: DeliveryState | null;
  times: Partial<Record<DeliveryState, string | null>> | null;
  failure: { code: string; detail?: string } | null;
  retry_at: string | null;
  cost: { micros: string; currency: string; reason: string; category: string; market: string | null } | null;
  reply_to: string | null;
  channel: string;
  quoted: Exclude<ThreadMessage["quoted"], "gone">;
  reactions: ThreadMessage["reactions"] | null;
  attachment:
    | (Omit<NonNullable<ThreadMessage["attachment"]>, "transcript"> & {
        transcript: { state: TranscriptState; reason: string | null } | null;
      })
    | null;
}

export interface ThreadPage {
  messages: ThreadMessage[];
  before: number | null;
  after: number | null;
  /** The first of the customer's messages that nobody has read, wherever it stands. */
  unread: { id: string; seq: number } | null;
}

/**
 * A page of a conversation, oldest first, with everything its bubbles show. `before` leads to the page above it and `after` to the one
 * below; null at the top and at the newest.
 */
export async function readThread(scope: MemberScope, input: ThreadInput): Promise<ThreadPage> {
  return inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const [there] = await s.sql<
      { last_seq: number; unread: ThreadPage["unread"]; transcripts: TranscriptChoice }[]
    >`
      select last_seq, (select o.transcripts from organizations o where o.id = ${s.orgId}) as transcripts, case when unread > 0 then (select jsonb_build_object('id', m.id, 'seq', m.seq) from messages m
        where m.org_id = ${s.orgId} and m.conversation_id = c.id and m.seq > c.seen_seq and m.direction = 'in' order by m.seq limit 1) end as unread
      from conversations c where c.org_id = ${s.orgId} and c.id = ${input.conversationId} and ${readable(bound)}`;
    if (!there) throw new DomainError("NOT_FOUND");
    const rows = await readRows(s, input, allows(scope.actor.role, "campaigns:read"));
    const [first, last] = [rows[0], rows[rows.length - 1]];
    const wanted = there.transcripts !== "never" && transcriptionHost() !== null;
    const offers = { wanted, mayAsk: wanted && allows(scope.actor.role, "transcripts:ask") };
    return {
      messages: rows.map((row) => messageOf(row, offers)),
      before: first && first.seq > 1 ? first.seq : null,
      after: last && last.seq < there.last_seq ? last.seq : null,
      unread: there.unread,
    };
  });
}

/** Under row-level security no index serves a comparison with COALESCE, and a lateral without LIMIT is joined: all would be read. */
async function readRows(s: OrgScope, input: ThreadInput, campaigns: boolean): Promise<Row[]> {
  const { sql, orgId } = s;
  const anchor = await anchorOf(s, input);
  return sql<Row[]>`
    with m as materialized (${threadRange(s, input, anchor)})
    select m.id, m.seq, m.direction, m.origin, m.content, m.occurred_at, m.late, m.edited_at is not null as edited,
      m.revoked_at is not null as revoked, m.client_message_id,
      case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.name) end as author,
      (select jsonb_build_object('id', case when ${campaigns} then g.id end, 'name', g.name) from campaigns g where g.org_id = ${orgId} and g.id = m.campaign_id) as campaign,
      d.state, d.failure, d.retry_at, case when d.message_id is not null then jsonb_build_object('queued', d.queued_at,
        'claimed', d.claimed_at, 'accepted', d.accepted_at, 'sent', d.sent_at, 'delivered', d.delivered_at, 'read', d.read_at,
        'failed', d.failed_at) end as times,
      m.reply_to_provider_id as reply_to, (select channel from channel_accounts x where x.org_id = ${orgId} and x.id = m.channel_account_id) as channel, q.quoted, r.reactions, f.attachment, k.cost
    from m
      left join members a on a.org_id = ${orgId} and a.id = m.author_id
      left join deliveries d on d.org_id = ${orgId} and d.message_id = m.id
      left join lateral (
        select jsonb_build_object('micros', sum(c.micros)::text, 'currency', min(c.currency),
          'reason', (array_agg(c.reason order by c.step desc))[1], 'category', (array_agg(c.category order by c.step))[1],
          'market', min(c.market)) as cost
        from usage_events u join charges c on c.org_id = u.org_id and c.usage_event_id = u.id
        where u.org_id = ${orgId} and u.message_id = m.id having count(*) > 0
      ) k on m.direction = 'out'
      left join lateral (
        select jsonb_agg(jsonb_build_object('emoji', r.emoji, 'by', r.by)) as reactions from reactions r
        where r.org_id = ${orgId} and r.channel_account_id = m.channel_account_id
          and r.target_provider_id = case when m.provider_id is null then d.provider_id else m.provider_id end and r.emoji <> ''
      ) r on true
      left join lateral (
        select jsonb_build_object('id', t.id, 'mime', t.mime, 'name', t.name, 'size', t.size, 'state', t.state,
          'transcript', (select jsonb_build_object('state', x.state, 'reason', x.reason) from transcripts x
            where x.org_id = ${orgId} and x.attachment_id = t.id)) as attachment
        from attachments t where t.org_id = ${orgId} and t.message_id = m.id limit 1
      ) f on m.content ? 'attachmentId'
      left join lateral (
        select coalesce(
          (select p.id from messages p where p.org_id = ${orgId} and p.channel_account_id = m.channel_account_id and p.provider_id = m.reply_to_provider_id),
          (select p.message_id from deliveries p where p.org_id = ${orgId} and p.channel_account_id = m.channel_account_id and p.provider_id = m.reply_to_provider_id)
        ) as id limit 1
      ) target on m.reply_to_provider_id is not null
      left join lateral (
        select jsonb_build_object('id', o.id, 'direction', o.direction, 'author', oa.name, 'content', o.content) as quoted
        from messages o left join members oa on oa.org_id = ${orgId} and oa.id = o.author_id
        where o.org_id = ${orgId} and o.id = target.id limit 1
      ) q on target.id is not null
    order by m.seq`;
}

function messageOf(r: Row, offers: Offers): ThreadMessage {
  return {
    id: r.id,
    seq: r.seq,
    direction: r.direction,
    origin: r.origin,
    content: r.content,
    occurredAt: new Date(r.occurred_at),
    late: r.late,
    edited: r.edited,
    revoked: r.revoked,
    clientMessageId: r.client_message_id,
    author: r.author,
    campaign: r.campaign,
    delivery: r.state
      ? {
          state: r.state,
          times: timesOf(r.times ?? {}),
          failure: r.failure,
          ...explained(r),
          retryAt: r.retry_at ? new Date(r.retry_at) : null,
        }
      : null,
    cost: r.cost ? { ...r.cost, micros: BigInt(r.cost.micros) } : null,
    quoted: r.reply_to && !r.quoted ? "gone" : r.quoted,
    reactions: r.reactions ?? [],
    attachment: r.attachment ? { ...r.attachment, transcript: transcriptOf(r, offers) } : null,
  };
}

/** Whether sounds are handed over at all, and whether this member may ask for it. */
interface Offers {
  wanted: boolean;
  mayAsk: boolean;
}

/** Where none is handed over any more, nothing is said of what did not come. */
function transcriptOf(r: Row, { wanted, mayAsk }: Offers): TranscriptFacts | null {
  const { transcript = null, state } = r.attachment ?? {};
  if (!wanted && transcript?.state !== "done") return null;
  const sound = r.direction === "in" && r.content.type === "audio" && !r.revoked && state === "ready";
  const again = !transcript || transcript.state === "failed" || transcript.state === "withdrawn";
  const askable = mayAsk && sound && again;
  if (!transcript) return askable ? { state: null, reason: null, askable } : null;
  return { ...transcript, askable };
}

function timesOf(times: Partial<Record<DeliveryState, string | null>>): Partial<Record<DeliveryState, Date>> {
  return Object.fromEntries(
    Object.entries(times).flatMap(([state, at]) => (at ? [[state, new Date(at)]] : [])),
  );
}

function explained({ failure, channel }: Row): {
  failureKey: CarrierTextKey | null;
  failureClass: string | null;
} {
  if (!failure) return { failureKey: null, failureClass: null };
  const { key, cls } = adapterFor(channel).explain(failure.code);
  return { failureKey: key, failureClass: cls };
}
