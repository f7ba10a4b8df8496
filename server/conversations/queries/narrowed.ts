import type { ConversationFilter } from "../rules/conversation-filter";
import type { Bound, Piece } from "./list";
import { visible } from "./visible";

/** What a filter lets through of what is open, and of what is closed; null where it lets nothing through. */
export interface Narrowed {
  open: Piece | null;
  closed: Piece | null;
}

/** The SQL of a filter (rules/conversation-filter.ts): conditions on conversations, alias c, that the member may see. */
export function narrowed(s: Bound, filter: ConversationFilter): Narrowed {
  const { sql } = s;
  const all = conditions(s, filter).reduce(
    (before, next) => sql`${before} and ${next}`,
    sql`c.org_id = ${s.orgId} and ${visible(s)}`,
  );
  const open = openStatus(s, filter.status);
  const closed = filter.status?.includes("closed");
  return {
    open: open ? sql`${all} ${aged(s, filter, sql`c.last_message_at`)} and c.state = 'open' ${open}` : null,
    closed: closed ? sql`${all} ${aged(s, filter, sql`c.closed_at`)} and c.state = 'closed'` : null,
  };
}

/** Once per statement: called per row it would cost more than all the rest. */
export const nowOf = ({ sql }: Bound): Piece => sql`(select app_now())`;

const hours = ({ sql }: Bound, n: number): Piece => sql`make_interval(hours => ${n}::int)`;

/** Each side by the time that its index keeps. */
function aged(s: Bound, { quiet, recent }: ConversationFilter, at: Piece): Piece {
  const { sql } = s;
  const older = quiet ? sql`and ${at} <= ${nowOf(s)} - ${hours(s, quiet)}` : sql``;
  return recent ? sql`${older} and ${at} > ${nowOf(s)} - ${hours(s, recent)}` : older;
}

function openStatus(s: Bound, status: ConversationFilter["status"]): Piece | null {
  const { sql } = s;
  if (!status) return sql`and c.snoozed_until is null`;
  const each = {
    awaiting: sql`(c.awaiting_since is not null and not c.missed and coalesce(c.window_expires_at > ${nowOf(s)}, true))`,
    missed: sql`(c.awaiting_since is not null and (c.missed or c.window_expires_at <= ${nowOf(s)}))`,
    back: sql`(c.awaiting_since is null and c.woken_at is not null)`,
    answered: sql`(c.awaiting_since is null and c.woken_at is null)`,
  };
  const wanted = status.flatMap((name) =>
    name === "closed"
      ? []
      : name === "snoozed"
        ? [sql`c.snoozed_until is not null`]
        : [sql`(c.snoozed_until is null and ${each[name]})`],
  );
  const [first, ...rest] = wanted;
  if (!first) return null;
  if (rest.length === 0) return sql`and ${first}`;
  return sql`and (${rest.reduce((before, next) => sql`${before} or ${next}`, first)})`;
}

function conditions(s: Bound, filter: ConversationFilter): Piece[] {
  const { sql } = s;
  const { number, label, priority, unread, ends, due, late, kind } = filter;
  return [
    ...(filter.assignee ? [assignees(s, filter.assignee)] : []),
    ...(filter.team ? [teams(s, filter.team)] : []),
    ...(number ? [sql`c.channel_account_id = any(${number}::uuid[])`] : []),
    ...(label
      ? [
          sql`exists (select 1 from conversation_labels l where l.org_id = c.org_id and l.conversation_id = c.id
            and l.label_id = any(${label}::uuid[]))`,
        ]
      : []),
    ...(priority ? [sql`c.priority = any(${priority}::smallint[])`] : []),
    ...(unread ? [sql`c.unread > 0`] : []),
    ...(ends
      ? [sql`c.window_expires_at > ${nowOf(s)} and c.window_expires_at <= ${nowOf(s)} + ${hours(s, ends)}`]
      : []),
    ...(due ? [sql`c.due_at <= ${nowOf(s)} + ${hours(s, due)}`] : []),
    ...(late ? [sql`c.due_at <= ${nowOf(s)}`] : []),
    ...(kind ? [sql`c.preview ->> 'kind' = any(${kind}::text[])`] : []),
  ];
}

function assignees({ sql, actor }: Bound, list: string[]): Piece {
  const ids = list.flatMap((who) => (who === "nobody" ? [] : [who === "me" ? actor.id : who]));
  if (!list.includes("nobody")) return sql`c.assignee_id = any(${ids}::uuid[])`;
  return ids.length > 0
    ? sql`(c.assignee_id is null or c.assignee_id = any(${ids}::uuid[]))`
    : sql`c.assignee_id is null`;
}

function teams({ sql, actor }: Bound, list: string[]): Piece {
  const ids = list.flatMap((team) => (team === "none" ? [] : team === "mine" ? actor.teamIds : [team]));
  if (!list.includes("none")) return sql`c.team_id = any(${ids}::uuid[])`;
  return ids.length > 0
    ? sql`(c.team_id is null or c.team_id = any(${ids}::uuid[]))`
    : sql`c.team_id is null`;
}
