import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import type { Scope } from "@/server/scope";
import { lockRouting } from "./assign-waiting";
import { claimTasks } from "./claim-tasks";
import { hasRoom, readCandidates } from "./read-candidates";
import { choosePlace, defaultPlan, type Plan } from "./rules/plan";

/** How many waiting tasks one round looks at. */
const perRound = 1_000;

/**
 * Gives waiting tasks to whoever of the back office has room, as conversations are given: priority first, then what is due, then who waited
 * longest; the lowest load ÷ limit gets the next. Called on every capacity event of the back office. Returns how many were given.
 */
export async function assignTasks(scope: Scope): Promise<number> {
  return inOrg(scope, async (s) => {
    if (!(await anyWaits(s))) return 0;
    await lockRouting(s);
    const members = await readCandidates(s, "task");
    if (!members.some(hasRoom)) return 0;
    const snapshot = structuredClone(members);
    const snapshotId = newId();
    const claims = (await readWaitingTasks(s)).flatMap((task) => {
      const plan = task.plan ?? defaultPlan({ lastAgentId: null, teamId: task.teamId });
      const { winner, next, refused, step } = choosePlace(plan, task.minutes, members);
      const member = members.find((one) => one.memberId === winner);
      if (!member) return [];
      const why = {
        ...{ rule: "lowest-load", ruleId: plan.ruleId, version: plan.version, step },
        ...{ load: member.load, limit: member.limit, next, refused },
      };
      member.load++;
      member.idleSince = s.now;
      const to = plan.steps[step ?? 0]?.to;
      const teamId = to && "teamId" in to ? to.teamId : task.teamId;
      return [{ taskId: task.id, assigneeId: member.memberId, teamId, by: "pool" as const, why, snapshotId }];
    });
    if (claims.length > 0)
      await s.sql`insert into routing_snapshots (id, members, created_at) values (${snapshotId}, ${asRow(snapshot)}::text::jsonb, app_now())`;
    await claimTasks(s, claims);
    return claims.length;
  });
}

async function anyWaits({ sql, orgId }: OrgScope): Promise<boolean> {
  const rows =
    await sql`select 1 from work_items where org_id = ${orgId} and kind = 'task' and state = 'waiting' limit 1`;
  return rows.length > 0;
}

interface WaitingTask {
  id: string;
  teamId: string | null;
  plan: Plan | null;
  /** Since it was planned. */
  minutes: number;
}

async function readWaitingTasks({ sql, orgId }: OrgScope): Promise<WaitingTask[]> {
  const rows = await sql<WaitingTask[]>`
    select w.id, w.team_id as "teamId", w.plan, extract(epoch from app_now() - coalesce(w.planned_at, w.waiting_since))::float8 / 60 as minutes
    from work_items w join tasks t on t.org_id = w.org_id and t.id = w.id
    where w.org_id = ${orgId} and w.kind = 'task' and w.state = 'waiting'
    order by w.priority desc, coalesce(t.due_at, 'infinity'), w.waiting_since, w.id limit ${perRound}`;
  return [...rows];
}
