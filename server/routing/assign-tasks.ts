import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import type { Scope } from "@/server/scope";
import { keepSnapshot, lockRouting } from "./assign-waiting";
import { claimTasks } from "./claim-tasks";
import { hasRoom, readCandidates } from "./read-candidates";
import { decideRound, type Item, teamOf, whyOf } from "./rules/decide-round";
import { defaultPlan, type Plan } from "./rules/plan";

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
    const decisions = decideRound(await readWaitingTasks(s), members, s.now);
    if (decisions.length === 0) return 0;
    const snapshotId = newId();
    await keepSnapshot(s, snapshotId, snapshot);
    await claimTasks(
      s,
      decisions.map((decision) => ({
        ...{ taskId: decision.item.id, assigneeId: decision.winner.memberId, teamId: teamOf(decision) },
        ...{ by: "pool", why: whyOf(decision), snapshotId },
      })),
    );
    return decisions.length;
  });
}

async function anyWaits({ sql, orgId }: OrgScope): Promise<boolean> {
  const rows =
    await sql`select 1 from work_items where org_id = ${orgId} and kind = 'task' and state = 'waiting' limit 1`;
  return rows.length > 0;
}

interface WaitingTask extends Item {
  id: string;
}

async function readWaitingTasks({ sql, orgId }: OrgScope): Promise<WaitingTask[]> {
  const rows = await sql<(Omit<WaitingTask, "plan"> & { plan: Plan | null })[]>`
    select w.id, w.team_id as "teamId", w.plan,
      extract(epoch from app_now() - coalesce(w.planned_at, w.waiting_since))::float8 / 60 as "minutesWaited"
    from work_items w join tasks t on t.org_id = w.org_id and t.id = w.id
    where w.org_id = ${orgId} and w.kind = 'task' and w.state = 'waiting'
    order by w.priority desc, coalesce(t.due_at, 'infinity'), w.waiting_since, w.id limit ${perRound}`;
  return rows.map((row) => ({
    ...row,
    plan: row.plan ?? defaultPlan({ lastAgentId: null, teamId: row.teamId }),
  }));
}
