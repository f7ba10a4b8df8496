import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { adapterFor } from "@/server/channels/registry";
import { writtenPhone } from "@/server/contacts/rules/phone";
import type { MemberScope } from "@/server/scope";
import type { AnswerDue } from "@/server/sla/rules/due";
import type { DeliveryState } from "../rules/delivery-state";
import type { ConversationState } from "../schema";
import { readable, visible } from "./visible";

export const queueSchema = z.object({
  queue: z.enum(["mine", "unassigned", "team", "all", "closed"]),
  teamId: z.uuid().nullish(),
  channelAccountId: z.uuid().nullish(),
});
export type Queue = z.infer<typeof queueSchema>;

export const sectionSchema = z.enum(["awaiting", "back", "missed", "answered", "snoozed", "closed"]);
export type Section = z.infer<typeof sectionSchema>;

export const listInput = queueSchema.extend({
  section: sectionSchema,
  cursor: z.string().max(400).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});

export interface ConversationItem {
  id: string;
  contactId: string;
  contactName: string | null;
  /** The customer's address, or the username where the number is hidden. */
  address: string | null;
  channelAccount: { id: string; name: string; color: string };
  preview: { kind: string; text: string; direction: string; origin: string } | null;
  /** We spoke last, and it did not arrive, or nobody knows whether it did. */
  undelivered: Undelivered | null;
  lastMessageAt: Date;
  awaitingSince: Date | null;
  windowExpiresAt: Date | null;
  /** How long the channel's window is; null where it has none. */
  windowHours: number | null;
  missed: boolean;
  /** What we promised next; null where nothing is, or while the customer is silent. */
  due: { at: Date; what: Promised } | null;
  unread: number;
  assignee: { id: string; name: string } | null;
  team: { id: string; name: string } | null;
  priority: number;
  /** In the order of their names, archived ones included. */
  labels: { id: string; name: string; color: string }[];
  snoozedUntil: Date | null;
  /** It came back by the clock, and nobody has acted on it. */
  wokenAt: Date | null;
  /** The customer came back to a matter that was closed before: when, and why it had been. */
  reopened: { conversationId: string; closedAt: Date; openedAt: Date; reason: string | null } | null;
  state: ConversationState;
  epoch: number;
  lastSeq: number;
}

export type Undelivered = Extract<DeliveryState, "rejected" | "failed" | "unconfirmed">;

export type Promised = AnswerDue | "resolution";

export interface Row {
  id: string;
  contact_id: string;
  contact_name: string | null;
  address: string | null;
  address_kind: string;
  account: ConversationItem["channelAccount"];
  channel: string;
  preview: ConversationItem["preview"];
  undelivered: ConversationItem["undelivered"];
  last_message_at: string;
  awaiting_since: string | null;
  window_expires_at: string | null;
  missed: boolean;
  due_at: string | null;
  due_what: Promised;
  unread: number;
  assignee: ConversationItem["assignee"];
  team: ConversationItem["team"];
  priority: number;
  labels: ConversationItem["labels"];
  snoozed_until: string | null;
  woken_at: string | null;
  reopened: { conversationId: string; closedAt: string; openedAt: string; reason: string | null } | null;
  state: ConversationState;
  epoch: number;
  last_seq: number;
  keys: (string | number | null)[];
}

/**
 * One page of a queue's section, in its order: awaiting by priority, window end, waiting time (law 6); missed by the window that
 * ended last; answered and closed by time; back and snoozed by what is due first. `cursor` is the `next` of the page before; a conversation that moves is shown where it is now.
 */
export async function listConversations(
  scope: MemberScope,
  input: z.infer<typeof listInput>,
): Promise<{ items: ConversationItem[]; next: string | null }> {
  return inOrg(scope, async (s) => {
    const bound: Bound = { ...scope, ...s, actor: scope.actor };
    const rows = await page(bound, input);
    const last = rows.length === input.limit ? rows[rows.length - 1] : undefined;
    return { items: rows.map(itemOf), next: last ? JSON.stringify(last.keys) : null };
  });
}

/** One conversation as its row shows it, or null when it is not there for this member. */
export async function findConversation(scope: MemberScope, id: string): Promise<ConversationItem | null> {
  return inOrg(scope, async (s) => {
    const bound: Bound = { ...scope, ...s, actor: scope.actor };
    const [row] = await select(
      bound,
      s.sql`select c.*, '[]'::jsonb as keys from conversations c
      where c.org_id = ${s.orgId} and c.id = ${id} and ${readable(bound)}`,
    );
    return row ? itemOf(row) : null;
  });
}

export type Bound = OrgScope & MemberScope;

async function page(s: Bound, input: z.infer<typeof listInput>): Promise<Row[]> {
  const { sql } = s;
  const cursor = cursorSchema.safeParse(JSON.parse(input.cursor ?? "null"));
  const after = cursor.success ? cursor.data : null;
  const where = sql`c.org_id = ${s.orgId} and ${visible(s)} and ${inQueue(s, input)}`;
  // In the text: a plan made for any limit would read whole tables.
  const limit = sql`${sql.unsafe(String(input.limit))}`;
  switch (input.section) {
    case "awaiting":
      return select(s, awaiting(s, where, after, limit));
    case "missed":
      return select(
        s,
        sql`
        select c.*, jsonb_build_array(c.window_expires_at, c.id) as keys from (
          (select c.* from conversations c where ${where} and c.state = 'open' and c.awaiting_since is not null and c.missed and c.snoozed_until is null
            ${older(s, sql`c.window_expires_at`, after)} order by c.window_expires_at desc, c.id desc limit ${limit})
          union all
          (select c.* from conversations c where ${where} and c.state = 'open' and c.awaiting_since is not null and not c.missed and c.snoozed_until is null
            and c.window_expires_at <= app_now() ${older(s, sql`c.window_expires_at`, after)}
            order by c.window_expires_at desc, c.id desc limit ${limit})
        ) c order by c.window_expires_at desc, c.id desc limit ${limit}`,
      );
    case "answered":
      return select(
        s,
        sql`
        select c.*, jsonb_build_array(c.last_message_at, c.id) as keys from conversations c
        where ${where} and c.state = 'open' and c.awaiting_since is null and c.snoozed_until is null and c.woken_at is null
          ${older(s, sql`c.last_message_at`, after)}
        order by c.last_message_at desc, c.id desc limit ${limit}`,
      );
    case "back":
      return select(
        s,
        sql`
        select c.*, jsonb_build_array(c.woken_at, c.id) as keys from conversations c
        where ${where} and c.state = 'open' and c.awaiting_since is null and c.snoozed_until is null and c.woken_at is not null
          ${newer(s, sql`c.woken_at`, after)} order by c.woken_at, c.id limit ${limit}`,
      );
    case "snoozed":
      return select(
        s,
        sql`
        select c.*, jsonb_build_array(c.snoozed_until, c.id) as keys from conversations c
        where ${where} and c.snoozed_until is not null
          ${newer(s, sql`c.snoozed_until`, after)} order by c.snoozed_until, c.id limit ${limit}`,
      );
    case "closed":
      return select(
        s,
        sql`
        select c.*, jsonb_build_array(c.closed_at, c.id) as keys from conversations c
        where ${where} and c.state = 'closed' ${older(s, sql`c.closed_at`, after)}
        order by c.closed_at desc, c.id desc limit ${limit}`,
      );
  }
}

/** Beyond a cursor: the rest of its priority, then all below it. Each part begins where the index says, however deep the page. */
function awaiting({ sql }: Bound, where: Piece, after: (string | number)[] | null, limit: Piece): Piece {
  const part = (more: Piece) => sql`
    select c.*, jsonb_build_array(c.priority, c.window_expires_at, c.awaiting_since, c.id) as keys from conversations c
    where ${where} and c.state = 'open' and c.awaiting_since is not null and not c.missed and c.snoozed_until is null
      and c.window_expires_at > app_now() ${more}
    order by c.priority desc, c.window_expires_at, c.awaiting_since, c.id limit ${limit}`;
  if (!after) return part(sql``);
  const [priority = 0, ends = null, since = null, id = null] = after;
  const rest = sql`and c.priority = ${priority}::int
    and (c.window_expires_at, c.awaiting_since, c.id) > (${ends}::timestamptz, ${since}::timestamptz, ${id}::uuid)`;
  return sql`
    select * from ((${part(rest)}) union all (${part(sql`and c.priority < ${priority}::int`)})) c
    order by c.priority desc, c.window_expires_at, c.awaiting_since, c.id limit ${limit}`;
}

const cursorSchema = z.array(z.union([z.string().max(60), z.number()])).max(4);
export type Piece = ReturnType<typeof visible>;

function older(s: Bound, column: Piece, after: (string | number)[] | null): Piece {
  return after
    ? s.sql`and (${column}, c.id) < (${after[0] ?? null}::timestamptz, ${after[1] ?? null}::uuid)`
    : s.sql``;
}

function newer(s: Bound, column: Piece, after: (string | number)[] | null): Piece {
  return after
    ? s.sql`and (${column}, c.id) > (${after[0] ?? null}::timestamptz, ${after[1] ?? null}::uuid)`
    : s.sql``;
}

function inQueue({ sql, actor }: Bound, { queue, teamId, channelAccountId }: Queue): Piece {
  const number = channelAccountId ? sql`and c.channel_account_id = ${channelAccountId}` : sql``;
  switch (queue) {
    case "mine":
      return sql`c.assignee_id = ${actor.id} ${number}`;
    case "unassigned":
      return sql`c.assignee_id is null ${number}`;
    case "team":
      return teamId
        ? sql`c.team_id = ${teamId} ${number}`
        : sql`c.team_id = any(${actor.teamIds}::uuid[]) ${number}`;
    case "all":
    case "closed":
      return sql`true ${number}`;
  }
}

/** The rows of `page` dressed with names; joined after the limit, so that a page costs a page. */
export async function select(s: Bound, pageOf: Piece): Promise<Row[]> {
  return s.sql<Row[]>`
    with c as materialized (select p.*, row_number() over () as place from (${pageOf}) p)
    select c.id, c.contact_id, k.name as contact_name, i.kind as address_kind, coalesce(case when i.kind = 'phone' then i.address end, i.username, i.address) as address,
      jsonb_build_object('id', a.id, 'name', a.name, 'color', a.color) as account, a.channel, c.preview, c.last_message_at, c.awaiting_since,
      c.window_expires_at, c.missed or (c.awaiting_since is not null and c.window_expires_at <= app_now()) as missed, c.unread,
      c.due_at, case when c.due_at = c.answer_due_at then c.answer_due else 'resolution' end as due_what,
      case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name) end as assignee,
      case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name) end as team,
      c.priority, c.snoozed_until, c.woken_at, c.state, c.epoch, c.last_seq, c.keys,
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'color', l.color) order by lower(l.name)), '[]')
        from conversation_labels x join labels l on l.org_id = x.org_id and l.id = x.label_id
        where x.org_id = c.org_id and x.conversation_id = c.id) as labels,
      case when c.preview->>'direction' = 'out' then (
        select d.state from (
          select x.org_id, x.id from messages x where x.org_id = c.org_id and x.conversation_id = c.id
            and x.direction = 'out' and x.origin <> 'automatic' order by x.seq desc limit 1
        ) x join deliveries d on d.org_id = x.org_id and d.message_id = x.id
        where d.state in ('rejected', 'failed', 'unconfirmed')) end as undelivered,
      case when b.id is not null then jsonb_build_object('conversationId', b.id, 'closedAt', b.closed_at,
        'openedAt', c.opened_at, 'reason', r.name) end as reopened
    from c
      join contacts k on k.org_id = c.org_id and k.id = c.contact_id
      join identities i on i.org_id = c.org_id and i.id = c.identity_id
      join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
      left join members m on m.org_id = c.org_id and m.id = c.assignee_id
      left join teams t on t.org_id = c.org_id and t.id = c.team_id
      left join conversations b on b.org_id = c.org_id and b.id = c.reopened_from_id
      left join close_reasons r on r.org_id = b.org_id and r.id = b.close_reason_id
    order by c.place`;
}

export function itemOf(r: Row): ConversationItem {
  return {
    id: r.id,
    contactId: r.contact_id,
    contactName: r.contact_name,
    address: r.address_kind === "phone" && r.address ? writtenPhone(r.address) : r.address,
    channelAccount: r.account,
    preview: r.preview,
    undelivered: r.undelivered,
    lastMessageAt: new Date(r.last_message_at),
    awaitingSince: r.awaiting_since ? new Date(r.awaiting_since) : null,
    windowExpiresAt: r.window_expires_at ? new Date(r.window_expires_at) : null,
    windowHours: adapterFor(r.channel).capabilities.windowHours,
    missed: r.missed,
    due: r.due_at ? { at: new Date(r.due_at), what: r.due_what } : null,
    unread: r.unread,
    assignee: r.assignee,
    team: r.team,
    priority: r.priority,
    labels: r.labels,
    snoozedUntil: r.snoozed_until ? new Date(r.snoozed_until) : null,
    wokenAt: r.woken_at ? new Date(r.woken_at) : null,
    reopened: r.reopened
      ? { ...r.reopened, closedAt: new Date(r.reopened.closedAt), openedAt: new Date(r.reopened.openedAt) }
      : null,
    state: r.state,
    epoch: r.epoch,
    lastSeq: r.last_seq,
  };
}
