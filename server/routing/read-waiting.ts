import type { OrgScope } from "@/db/org";
import { defaultPlan, type Plan } from "./rules/plan";

/** A place in the order of law 6, for the page after it. Times as the database writes them: no microsecond is lost. */
export interface Turn {
  priority: number;
  windowEnds: string;
  waitingSince: string;
  id: string;
}

export interface Waiting {
  id: string;
  conversationId: string;
  teamId: string | null;
  plan: Plan;
  /** Since the plan was made. */
  minutesWaited: number;
  turn: Turn;
}

/** Who has room now: only what might go to one of them is read. */
export interface Room {
  memberIds: string[];
  teamIds: string[];
}

/**
 * What waits and may go to somebody who has room, in the order of law 6, after `after`; `most` at a time. Steps that want a skill or
 * a language are read for anybody: the choice refuses. Numbers whose conversations are picked by hand are left to the agents.
 */
export async function readWaiting(
  { sql, orgId }: OrgScope,
  room: Room,
  after: Turn | null,
  most: number,
): Promise<Waiting[]> {
  // One lookup for each that waits (the limit keeps it so): a join is planned for tables as they were when they were last counted, and a
  // queue that grew by thousands since would be joined row by row with itself.
  const rows = await sql<Row[]>`
    select w.id, w.conversation_id, w.team_id, w.plan, c.last_agent_id, w.priority, c.window_ends::text, w.waiting_since::text,
      extract(epoch from app_now() - coalesce(w.planned_at, w.waiting_since))::float8 / 60 as minutes
    from work_items w, lateral (
      select coalesce(c.window_expires_at, 'infinity') as window_ends, (select b.assignee_id from conversations b
          where b.org_id = c.org_id and b.id = c.reopened_from_id
            and not exists (select 1 from assignments x where x.org_id = c.org_id and x.conversation_id = c.id)) as last_agent_id
      from conversations c where c.org_id = w.org_id and c.id = w.conversation_id and c.state = 'open' and c.snoozed_until is null
        and c.channel_account_id <> all (array(select a.id from channel_accounts a
          where a.org_id = ${orgId} and a.settings ->> 'assignment' = 'free')) limit 1) c
    where w.org_id = ${orgId} and w.state = 'waiting' and (-w.priority, c.window_ends, w.waiting_since, w.id)
        > (${after ? -after.priority : -32_768}::int, ${after?.windowEnds ?? "-infinity"}::text::timestamptz,
          ${after?.waitingSince ?? "-infinity"}::text::timestamptz, ${after?.id ?? "00000000-0000-0000-0000-000000000000"}::uuid)
      and case when w.plan is null
        then w.team_id is null or w.team_id = any(${room.teamIds}::uuid[]) or c.last_agent_id = any(${room.memberIds}::uuid[])
        else exists (select 1 from jsonb_array_elements(w.plan -> 'steps') s
          where s -> 'to' ? 'anyone' or (s -> 'to' ->> 'teamId')::uuid = any(${room.teamIds}::uuid[])
            or (s -> 'to' ->> 'memberId')::uuid = any(${room.memberIds}::uuid[])) end
    order by -w.priority, c.window_ends, w.waiting_since, w.id limit ${most}`;
  return rows.map((row) => ({
    id: row.id,
    conversationId: row.conversation_id,
    teamId: row.team_id,
    plan: row.plan ?? defaultPlan({ lastAgentId: row.last_agent_id, teamId: row.team_id }),
    minutesWaited: row.minutes,
    turn: {
      priority: row.priority,
      windowEnds: row.window_ends,
      waitingSince: row.waiting_since,
      id: row.id,
    },
  }));
}

interface Row {
  id: string;
  conversation_id: string;
  team_id: string | null;
  plan: Plan | null;
  /** Who had the matter that the customer comes back to; null for a new one, and once somebody has been given this one. */
  last_agent_id: string | null;
  priority: number;
  window_ends: string;
  waiting_since: string;
  minutes: number;
}
