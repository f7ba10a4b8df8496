import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { lockRouting } from "./assign-waiting";
import { claimTasks } from "./claim-tasks";

/** The tasks of a member who is gone wait for others again. */
export async function returnTasks(scope: Scope, memberId: string, reason: string): Promise<void> {
  await inOrg(scope, async (s) => {
    await lockRouting(s);
    const held = await s.sql<{ id: string; team_id: string | null }[]>`
      select id, team_id from work_items
      where org_id = ${s.orgId} and assignee_id = ${memberId} and kind = 'task' and state = 'assigned' order by id for update`;
    const why = { rule: "returned", reason, memberId };
    await claimTasks(
      s,
      held.map(({ id, team_id }) => ({ taskId: id, assigneeId: null, teamId: team_id, by: "return", why })),
    );
  });
}
