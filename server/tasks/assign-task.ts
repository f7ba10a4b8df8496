import type { z } from "zod";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import { rights, roles } from "@/server/permissions";
import { lockRouting } from "@/server/routing/assign-waiting";
import { claimTasks } from "@/server/routing/claim-tasks";
import type { MemberScope } from "@/server/scope";
import { lockTask } from "./lock-task";
import type { taskMove } from "./schema";

/**
 * A member takes a task, gives it to somebody, or puts it back. By hand the maximum is not in the way: a person decides. Throws ALREADY_TAKEN
 * with the holder when somebody was faster, CONFLICT for what is finished, NOT_FOUND for who may not have it.
 */
export async function assignTask(
  scope: MemberScope,
  { taskId, to, from }: z.infer<typeof taskMove>,
  afterMoved: () => Promise<void>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    await lockRouting(s);
    const task = await lockTask(s, scope, taskId);
    if (task.state === "done") throw new DomainError("CONFLICT", { taskId });
    if (task.assigneeId !== from) throw new DomainError("ALREADY_TAKEN", { assigneeId: task.assigneeId });
    const assigneeId = "memberId" in to ? to.memberId : null;
    if (assigneeId === from) return;
    if (assigneeId) await refuseWhoMayNot(s, assigneeId);
    const why = { rule: "by-hand", memberId: scope.actor.id };
    await claimTasks(s, [{ taskId, assigneeId, teamId: task.teamId, by: "member", why }]);
    // What was put back waits for others: whoever gave it away has said that it is not for them.
    if (assigneeId) afterCommit(s, afterMoved);
  });
}

async function refuseWhoMayNot({ sql, orgId }: OrgScope, memberId: string): Promise<void> {
  const able = roles.filter((role) => (rights["tasks:work"] as readonly string[]).includes(role));
  const [member] = await sql`
    select 1 from members where org_id = ${orgId} and id = ${memberId} and removed_at is null and role = any(${able}::text[])`;
  if (!member) throw new DomainError("NOT_FOUND", { memberId });
}
