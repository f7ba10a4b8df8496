import type { ISql, Sql } from "postgres";
import { promised } from "./promised";

export const figureNames = ["queue", "waiting", "ending", "missed", "risk", "late", "open"] as const;
export type FigureName = (typeof figureNames)[number];

/** What the database says of how the work stands at a moment, by none of the product's own queries. Times in ms. */
export interface BoardFacts {
  /** The organization's own now, when it was read. */
  now: number;
  figures: Record<FigureName, number>;
  oldest: number | null;
  members: MemberStanding[];
  teams: { id: string; name: string; waiting: number; risk: number; oldest: number | null }[];
  numbers: NumberStanding[];
  /** What is open, the window that ends next first: the order of lists and CSV. */
  lines: Line[];
}

export interface MemberStanding {
  id: string;
  name: string;
  presence: "online" | "away" | "offline";
  load: number;
  limit: number;
  open: number;
  waiting: number;
  risk: number;
}

export interface NumberStanding {
  id: string;
  name: string;
  waiting: number;
  verified: boolean;
  subscribed: boolean;
  heard: boolean;
  /** What the carrier says of it; null while it said nothing. */
  status: string | null;
  error: string | null;
}

export interface Line extends Record<Exclude<FigureName, "open">, boolean> {
  id: string;
  /** Not put off. */
  open: boolean;
  assigneeId: string | null;
  customer: string | null;
  address: string;
  number: string;
  team: string | null;
  assignee: string | null;
  priority: number;
  awaitingSince: number | null;
  windowEnds: number | null;
  due: number | null;
  dueWhat: string | null;
  lastMessageAt: number;
  unread: number;
}

/** How the work stands at a moment of the organization's own time. Everything in one transaction that sees nothing of what comes meanwhile. */
export function readBoardFacts(owner: Sql, orgId: string, at: Date): Promise<BoardFacts> {
  return owner.begin("isolation level repeatable read read only", async (sql) => {
    const standing = standingAt(sql, orgId, at);
    const [whole] = await sql<
      (Record<FigureName, number> & { now: number; oldest: number | null })[]
    >`${standing}
      select count(*) filter (where queue)::int as queue, count(*) filter (where waiting)::int as waiting,
        count(*) filter (where ending)::int as ending, count(*) filter (where missed)::int as missed,
        count(*) filter (where risk)::int as risk, count(*) filter (where late)::int as late, count(*) filter (where open)::int as open,
        ${ms(sql, "min(awaiting_since) filter (where queue)")} as oldest,
        (select extract(epoch from now() + clock_offset_ms * interval '1 ms') * 1000 from organizations where id = ${orgId})::float8 as now
      from s`;
    if (!whole) throw new Error("The organization is not there");
    const { now, oldest, ...figures } = whole;
    return {
      now,
      oldest,
      figures,
      members: await sql<MemberStanding[]>`${standing}
        select m.id, m.name, m.presence, m.max_conversations as limit, count(s.id) filter (where s.open)::int as open,
          count(s.id) filter (where s.waiting)::int as waiting, count(s.id) filter (where s.risk)::int as risk,
          (count(s.id) filter (where not s.quiet) + (select count(*) from work_items w
            where w.kind = 'task' and w.state = 'assigned' and w.assignee_id = m.id))::int as load
        from members m left join s on s.assignee_id = m.id
        where m.org_id = ${orgId} and m.removed_at is null and m.role not in ('marketer', 'back-office')
        group by m.id, m.name, m.presence, m.max_conversations
        order by case m.presence when 'online' then 1 when 'away' then 2 else 3 end, m.name`,
      teams: await sql<BoardFacts["teams"]>`${standing}
        select t.id, t.name, count(s.id) filter (where s.queue)::int as waiting, count(s.id) filter (where s.risk)::int as risk,
          ${ms(sql, "min(s.awaiting_since) filter (where s.queue)")} as oldest
        from teams t left join s on s.team_id = t.id where t.org_id = ${orgId} and t.removed_at is null
        group by t.id, t.name order by t.name`,
      numbers: await sql<NumberStanding[]>`${standing}
        select a.id, a.name, (select count(*)::int from s where s.waiting and s.channel_account_id = a.id) as waiting,
          n.verified_at is not null as verified, n.subscribed_at is not null as subscribed, a.last_webhook_at is not null as heard,
          a.health ->> 'status' as status, n.last_error ->> 'code' as error
        from channel_accounts a join connections n on n.id = a.connection_id
        where a.org_id = ${orgId} and a.active order by a.name, a.id`,
      lines: await sql<Line[]>`${standing}
        select s.id, queue, waiting, ending, missed, risk, late, open, s.assignee_id as "assigneeId", k.name as customer, i.address,
          a.name as number, t.name as team, m.name as assignee, s.priority, s.unread,
          ${ms(sql, "s.awaiting_since")} as "awaitingSince", ${ms(sql, "s.window_expires_at")} as "windowEnds",
          ${ms(sql, "s.owed_at")} as due, s.owed_what as "dueWhat", ${ms(sql, "s.last_message_at")} as "lastMessageAt"
        from s join contacts k on k.id = s.contact_id join identities i on i.id = s.identity_id
          join channel_accounts a on a.id = s.channel_account_id
          left join teams t on t.id = s.team_id left join members m on m.id = s.assignee_id
        order by s.over, case when s.over then null else s.window_expires_at end, s.window_expires_at desc nulls last,
          case when s.over or s.window_expires_at is null then null else s.id end, s.id desc`,
    };
  });
}

/** Each open conversation with what it counts for: the board's words, said once more in SQL. */
const standingAt = (sql: ISql, orgId: string, at: Date) => sql`
  with w as (
    select c.*, owed.due_at as owed_at, owed.what as owed_what, c.snoozed_until is null as open,
      c.snoozed_until is null and c.awaiting_since is not null as asks, coalesce(c.window_expires_at <= ${at}, true) as over,
      c.missed or coalesce(c.window_expires_at <= ${at}, false) as lost,
      exists (select 1 from work_items q where q.conversation_id = c.id and q.state = 'assigned' and q.quiet_since is not null) as quiet
    from conversations c ${promised(sql)} where c.org_id = ${orgId} and c.state = 'open'
  ), s as (
    select w.id, w.assignee_id, w.team_id, w.channel_account_id, w.contact_id, w.identity_id, w.priority, w.unread, w.awaiting_since,
      w.window_expires_at, w.last_message_at, w.owed_at, w.owed_what, w.open, w.over, w.quiet,
      asks and not lost as waiting, asks and not lost and w.assignee_id is null as queue, asks and lost as missed,
      asks and not lost and coalesce(w.window_expires_at between ${at} and ${at}::timestamptz + interval '2 hours', false) as ending,
      w.open and coalesce(owed_at <= ${at}::timestamptz + interval '1 hour', false) as risk,
      w.open and coalesce(owed_at <= ${at}, false) as late
    from w
  )`;

const ms = (sql: ISql, moment: string) => sql.unsafe(`floor(extract(epoch from ${moment}) * 1000)::float8`);
