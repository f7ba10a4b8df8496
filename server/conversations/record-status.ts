import { isActId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { together } from "@/db/together";
import { record } from "@/server/audit/record";
import type { InboundPart } from "@/server/channels/adapter";
import { recordCharges, reverseCharges } from "@/server/ledger/record-charges";
import { type Change, publish } from "@/server/realtime/publish";
import { recordSent } from "./record-sent";
import { type DeliveryState, rankOf, wasAccepted } from "./rules/delivery-state";

export type ReportedStatus = Extract<InboundPart, { type: "status" }>;

export interface StatusReport {
  channelAccountId: string;
  status: ReportedStatus;
}

interface Row {
  ord: number;
  account_id: string;
  message_id: string | null;
  provider_id: string;
  state: DeliveryState;
  rank: number;
  at: string;
  failure: { code: string; detail?: string } | null;
  pricing: ReportedStatus["pricing"] | null;
  entry_expires_at: string | null;
}

interface Moved {
  message_id: string;
  conversation_id: string;
  old_rank: number;
  rank: number;
  state: DeliveryState;
  was_priced: boolean;
  ords: number[];
  team_id: string | null;
  assignee_id: string | null;
  begun: boolean;
}

/**
 * Applies what the carrier says became of our messages: monotone, in any order, any number of times. A status is matched by
 * our own message id, which travelled with the message, else by the carrier's id; one that matches nothing yet is kept until
 * its message is recorded. The first pricing seen becomes the charge; a failure takes it back.
 */
export async function recordStatus(scope: OrgScope, reports: StatusReport[]): Promise<void> {
  if (reports.length === 0) return;
  const rows = reports.map(rowOf);
  const moved = await advanceDeliveries(scope, rows);
  const matched = new Set(moved.flatMap((m) => m.ords));
  // What became of a reaction changes nothing here: it has no delivery that could be waited for.
  const early = rows.filter((r) => !matched.has(r.ord) && !(r.message_id && isActId(r.message_id)));
  const entries = rows.filter((r) => r.entry_expires_at && matched.has(r.ord));
  await together([
    keepEarly(scope, early),
    chargeErased(scope, early),
    extendEntryWindows(scope, entries),
    settleLedger(scope, rows, moved),
    tell(scope, moved),
  ]);
}

async function tell(scope: OrgScope, moved: Moved[]): Promise<void> {
  if (moved.length === 0) return;
  // What nobody has answered is on nobody's screen.
  const changed = moved.filter((m) => m.rank > m.old_rank && !m.begun);
  const conversations = new Map(changed.map((m) => [m.conversation_id, m]));
  const subject: [string, string | null] = ["message", moved[0]?.message_id ?? null];
  const details = { ids: moved.map((m) => m.message_id) };
  await together([
    record(scope, { action: "statuses.recorded", subject, details }),
    publish(scope, [...conversations.values()].map(changeOf)),
  ]);
}

const changeOf = (m: Moved): Change => ({
  kind: "conversation",
  id: m.conversation_id,
  holder: { teamId: m.team_id, assigneeId: m.assignee_id },
});

function rowOf({ channelAccountId, status }: StatusReport, ord: number): Row {
  return {
    ord,
    account_id: channelAccountId,
    message_id: status.messageId ?? null,
    provider_id: status.providerId,
    state: status.state,
    rank: rankOf(status.state),
    at: status.occurredAt.toISOString(),
    failure: status.failure ?? null,
    pricing: status.pricing ?? null,
    entry_expires_at: status.entryExpiresAt?.toISOString() ?? null,
  };
}

const columns =
  "ord int, account_id uuid, message_id uuid, provider_id text, state text, rank int, at timestamptz, failure jsonb, pricing jsonb, entry_expires_at timestamptz";

async function advanceDeliveries(scope: OrgScope, rows: Row[]): Promise<Moved[]> {
  const { sql, orgId } = scope;
  return sql<Moved[]>`
    with x as (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(${sql.unsafe(columns)}) limit ${rows.length}),
    hit as (
      select x.*, coalesce(own.message_id, theirs.message_id) as target from x
        left join deliveries own on own.org_id = ${orgId} and own.message_id = x.message_id
        left join lateral (
          select d.message_id from deliveries d where own.message_id is null and d.org_id = ${orgId}
            and d.channel_account_id = x.account_id and d.provider_id = x.provider_id limit 1
        ) theirs on true
      where coalesce(own.message_id, theirs.message_id) is not null
    ), best as (
      select target, array_agg(ord) as ords, max(rank) as rank, (array_agg(state order by rank desc, ord))[1] as state,
        (array_agg(provider_id order by ord))[1] as provider_id, bool_or(pricing is not null and state <> 'failed') as priced,
        min(at) filter (where state = 'sent') as sent_at, min(at) filter (where state = 'delivered') as delivered_at,
        min(at) filter (where state = 'read') as read_at, min(at) filter (where state = 'failed') as failed_at,
        (array_agg(failure order by ord) filter (where state = 'failed'))[1] as failure
      from hit group by target
    ), old as (
      select d.message_id, d.conversation_id, d.rank, d.priced from best b join deliveries d on d.org_id = ${orgId} and d.message_id = b.target
      order by d.message_id for update of d
    )
    update deliveries d set
      state = case when b.rank > old.rank then b.state else d.state end,
      rank = greatest(b.rank, old.rank),
      pending = false, unsettled = false, held = false, retry_at = null,
      provider_id = coalesce(d.provider_id, b.provider_id),
      accepted_at = coalesce(d.accepted_at, (select app_now())),
      sent_at = least(d.sent_at, b.sent_at), delivered_at = least(d.delivered_at, b.delivered_at),
      read_at = least(d.read_at, b.read_at), failed_at = least(d.failed_at, b.failed_at),
      failure = coalesce(d.failure, b.failure), priced = d.priced or b.priced
    from best b join old on old.message_id = b.target
      join conversations c on c.org_id = ${orgId} and c.id = old.conversation_id
    where d.org_id = ${orgId} and d.message_id = b.target
    returning d.message_id, d.conversation_id, old.rank as old_rank, d.rank, d.state, old.priced as was_priced, b.ords,
      c.team_id, c.assignee_id, c.state = 'begun' as begun`;
}

async function keepEarly(scope: OrgScope, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  await scope.sql`
    insert into early_statuses (channel_account_id, provider_id, state, status)
    select x.account_id, x.provider_id, x.state, to_jsonb(x) from jsonb_to_recordset(${asRows(rows)}::text::jsonb)
      as x(${scope.sql.unsafe(columns)})
    on conflict do nothing`;
}

/** The carrier names the end of a free entry point window in the status that opened it. */
async function extendEntryWindows(scope: OrgScope, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  await scope.sql`
    update windows w set entry_expires_at = greatest(w.entry_expires_at, x.entry_expires_at)
    from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(${scope.sql.unsafe(columns)})
      join deliveries d on d.org_id = ${scope.orgId} and d.channel_account_id = x.account_id and d.provider_id = x.provider_id
      join conversations c on c.org_id = d.org_id and c.id = d.conversation_id
    where w.org_id = ${scope.orgId} and w.channel_account_id = c.channel_account_id and w.contact_id = c.contact_id`;
}

/**
 * The message may be gone with an erased contact: what it cost stays, and what a failure takes back is taken back. One that is only early
 * has no usage event yet, and is passed over.
 */
async function chargeErased(scope: OrgScope, rows: Row[]): Promise<void> {
  const priced = rows.flatMap(({ message_id: messageId, pricing, at, state }) =>
    messageId && pricing && state !== "failed"
      ? [{ messageId, pricing, occurredAt: new Date(at), arrived: rankOf(state) > rankOf("failed") }]
      : [],
  );
  await recordCharges(scope, priced);
  const arrived = new Set(rows.filter((r) => r.rank > rankOf("failed")).map((r) => r.message_id));
  const failed = rows.flatMap(({ message_id: messageId, state }) =>
    messageId && state === "failed" && !arrived.has(messageId) ? [messageId] : [],
  );
  await reverseCharges(scope, failed, "failed");
}

async function settleLedger(scope: OrgScope, rows: Row[], moved: Moved[]): Promise<void> {
  // A status is proof of acceptance: where our own record of it was lost, the usage event is made now.
  const proven = moved.filter((m) => m.old_rank < rankOf("accepted") && wasAccepted(m.state));
  await recordSent(
    scope,
    proven.map((m) => m.message_id),
  );
  const charges = moved
    // What arrived after it was called failed is charged all the same.
    .filter((m) => !m.was_priced || m.old_rank === rankOf("failed"))
    .flatMap((m) => {
      const row = m.ords.map((ord) => rows[ord]).find((r) => r?.pricing && r.state !== "failed");
      return row?.pricing
        ? [
            {
              messageId: m.message_id,
              pricing: row.pricing,
              occurredAt: new Date(row.at),
              arrived: rankOf(m.state) > rankOf("failed"),
            },
          ]
        : [];
    });
  await recordCharges(scope, charges);
  const failed = moved.filter((m) => m.state === "failed" && m.old_rank < m.rank);
  await reverseCharges(
    scope,
    failed.map((m) => m.message_id),
    "failed",
  );
}
