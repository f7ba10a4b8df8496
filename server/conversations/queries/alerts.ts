import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import { type Alert, type AllPreferences, withDefaults } from "@/server/organizations/rules/preferences";
import type { Preferences } from "@/server/organizations/schema";
import type { MemberScope } from "@/server/scope";
import { visible } from "./visible";

export const alertsInput = z.object({ since: z.iso.datetime({ offset: true }).nullish() });

export interface AlertItem {
  kind: Alert;
  conversationId: string;
  /** Names one occasion: what was told once under a key is not told again. */
  key: string;
  contactName: string | null;
  /** Of a note: who named the member. */
  by: string | null;
  text: string;
  /** How many messages it stands for; 1 for what is no message. */
  count: number;
  at: Date;
}

export interface Alerts {
  /** What to ask with next time. */
  since: string;
  /** Open conversations of the member that wait for an answer. */
  waiting: number;
  /** How the member wants to be told, as of now. */
  presence: "online" | "away" | "offline";
  preferences: AllPreferences;
  /** Oldest first. Empty without `since`: what was before is nobody's news. */
  alerts: AlertItem[];
}

interface Row extends Omit<AlertItem, "at"> {
  at: string;
}

interface Edge {
  now: string;
  waiting: number;
  presence: Alerts["presence"];
  preferences: Preferences;
}

/** A transaction may commit this long after its rows' time: asked again, told once by its key. */
const overlap = "10 seconds";
/** A window about to end: this long before. */
const windowSoon = "1 hour";
/** Longer ago than this is history, not news; more than `most` is a number. */
const longest = "12 hours";
const most = 200;

/**
 * What a member is told of since `since`: conversations that came to them, customers of theirs who wrote, notes that name them,
 * scheduled messages of theirs that did not leave, windows of theirs about to end, and conversations that wait for their teams. Reads only what is open, or theirs.
 */
export async function readAlerts(
  scope: MemberScope,
  { since }: z.infer<typeof alertsInput>,
): Promise<Alerts> {
  return inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const [[edge], rows] = await Promise.all([
      s.sql<Edge[]>`
        select to_char(app_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now, m.presence, m.preferences, (
          select count(*)::int from work_items w join conversations c on c.org_id = ${s.orgId} and c.id = w.conversation_id
          where w.org_id = ${s.orgId} and w.assignee_id = m.id and w.state = 'assigned' and c.awaiting_since is not null) as waiting
        from members m where m.org_id = ${s.orgId} and m.id = ${scope.actor.id}`,
      since ? readRows(bound, since) : [],
    ]);
    if (!edge) throw new DomainError("NOT_FOUND");
    return {
      since: edge.now,
      waiting: edge.waiting,
      presence: edge.presence,
      preferences: withDefaults(edge.preferences),
      alerts: rows.map((r) => ({ ...r, at: new Date(r.at) })),
    };
  });
}

async function readRows(s: OrgScope & MemberScope, since: string): Promise<Row[]> {
  const { sql, orgId, actor } = s;
  const from = sql`greatest(${since}::timestamptz - ${overlap}::interval, app_now() - ${longest}::interval)`;
  return sql<Row[]>`
    with mine as materialized (
      select c.* from work_items w join conversations c on c.org_id = ${orgId} and c.id = w.conversation_id
      where w.org_id = ${orgId} and w.assignee_id = ${actor.id} and w.state = 'assigned'
    ), told as (
      select 'assigned' as kind, c.id as "conversationId", 'assigned:' || c.id || ':' || a.epoch as key, a.created_at as at,
        1 as count, null::text as by, c.preview ->> 'text' as text, c.contact_id
      from mine c cross join lateral (
        select a.epoch, a.created_at, a.by, a.why from assignments a where a.org_id = ${orgId} and a.conversation_id = c.id
        order by a.created_at desc limit 1) a
      where a.created_at > ${from} and a.why ->> 'memberId' is distinct from ${actor.id} and a.why ->> 'rule' is distinct from 'answered'
      union all
      select 'written', c.id, 'written:' || c.id || ':' || m.last, m.at, m.count, null, c.preview ->> 'text', c.contact_id
      from mine c cross join lateral (
        select max(m.seq) as last, max(m.recorded_at) as at, count(*)::int as count from messages m
        where m.org_id = ${orgId} and m.conversation_id = c.id and m.direction = 'in' and m.recorded_at > ${from}
          and m.seq > c.seen_seq having count(*) > 0) m
      where c.unread > 0
      union all
      select 'mentioned', c.id, 'mentioned:' || n.message_id, n.created_at, 1, w.name, left(m.content ->> 'body', 160), c.contact_id
      from mentions n join messages m on m.org_id = ${orgId} and m.id = n.message_id
        join conversations c on c.org_id = ${orgId} and c.id = n.conversation_id
        left join members w on w.org_id = ${orgId} and w.id = m.author_id
      where n.org_id = ${orgId} and n.member_id = ${actor.id} and n.read_at is null and n.created_at > ${from} and ${visible(s)}
      union all
      select 'held', c.id, 'held:' || h.id || ':' || h.revision, h.settled_at, 1, null, left(h.content ->> 'body', 160), c.contact_id
      from scheduled_messages h join conversations c on c.org_id = ${orgId} and c.id = h.conversation_id
      where h.org_id = ${orgId} and h.author_id = ${actor.id} and h.state = 'needs-attention' and h.settled_at > ${from} and ${visible(s)}
      union all
      select 'window', c.id, 'window:' || c.id || ':' || c.window_expires_at, c.window_expires_at - ${windowSoon}::interval, 1, null,
        c.preview ->> 'text', c.contact_id
      from mine c where c.awaiting_since is not null and c.window_expires_at > app_now()
        and c.window_expires_at between ${from} + ${windowSoon}::interval and app_now() + ${windowSoon}::interval
      union all
      select 'unassigned', c.id, 'unassigned:' || c.id || ':' || w.waiting_since, w.waiting_since, 1, null, c.preview ->> 'text', c.contact_id
      from work_items w join conversations c on c.org_id = ${orgId} and c.id = w.conversation_id
      where w.org_id = ${orgId} and w.state = 'waiting' and w.team_id = any(${actor.teamIds}::uuid[]) and w.waiting_since > ${from}
    )
    select t.kind, t."conversationId", t.key, t.at, t.count, t.by, coalesce(t.text, '') as text, k.name as "contactName"
    from (select * from told order by at desc limit ${most}) t
      join contacts k on k.org_id = ${orgId} and k.id = t.contact_id
    order by t.at`;
}
