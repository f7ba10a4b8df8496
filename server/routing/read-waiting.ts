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
  const rows = await sql<Row[]>`
    select w.id, w.conversation_id, w.team_id, w.plan, b.assignee_id as last_agent_id, w.priority,
      coalesce(c.window_expires_at, 'infinity')::text as window_ends, w.waiting_since::text,
      extract(epoch from app_now() - coalesce(w.planned_at, w.waiting_since))::float8 / 60 as minutes
    from work_items w
      join conversations c on c.org_id = w.org_id and c.id = w.conversation_id
      left join conversations b on b.org_id = c.org_id and b.id = c.reopened_from_id
        and not exists (select 1 from assignments x where x.org_id = c.org_id and x.conversation_id = c.id)
      join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
    where w.org_id = ${orgId} and w.state = 'waiting' and c.state = 'open' and c.snoozed_until is null
      and coalesce(a.settings ->> 'assignment', 'pool') <> 'free'
      and (-w.priority, coalesce(c.window_expires_at, 'infinity'), w.waiting_since, w.id)
        > (${after ? -after.priority : -32_768}::int, ${after?.windowEnds ?? "-infinity"}::text::timestamptz,
          ${after?.waitingSince ?? "-infinity"}::text::timestamptz, ${after?.id ?? "00000000-0000-0000-0000-000000000000"}::uuid)
      and case when w.plan is null
        then w.team_id is null or w.team_id = any(${room.teamIds}::uuid[]) or b.assignee_id = any(${room.memberIds}::uuid[])
        else exists (select 1 from jsonb_array_elements(w.plan -> 'steps') s
          where s -> 'to' ? 'anyone' or (s -> 'to' ->> 'teamId')::uuid = any(${room.teamIds}::uuid[])
            or (s -> 'to' ->> 'memberId')::uuid = any(${room.memberIds}::uuid[])) end
    order by -w.priority, coalesce(c.window_expires_at, 'infinity'), w.waiting_since, w.id limit ${most}`;
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
