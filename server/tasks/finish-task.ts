import type { z } from "zod";
import { newId } from "@/db/id";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { appendEvent } from "@/server/conversations/append-event";
import { note } from "@/server/conversations/note";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockTask } from "./lock-task";
import type { taskEnd } from "./schema";

/**
 * Says how a task ended: once. The thread gets the line and, as a note that names whoever asked, what is said of it. Who finishes what
 * nobody has, has it. Throws CONFLICT for what is finished, ALREADY_TAKEN for what a colleague has.
 */
export async function finishTask(
  scope: MemberScope,
  { taskId, outcome, result }: z.infer<typeof taskEnd>,
  afterFinished: () => Promise<void>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const task = await lockTask(s, scope, taskId);
    if (task.state === "done") throw new DomainError("CONFLICT", { taskId });
    if (task.assigneeId && task.assigneeId !== scope.actor.id)
      throw new DomainError("ALREADY_TAKEN", { assigneeId: task.assigneeId });
    await sql`
      update work_items set state = 'done', done_at = app_now(), assignee_id = ${scope.actor.id}
      where org_id = ${orgId} and id = ${taskId}`;
    await sql`
      update tasks set outcome = ${outcome}, result = ${result}, finished_by = ${scope.actor.id}, finished_at = app_now()
      where org_id = ${orgId} and id = ${taskId}`;
    const { conversationId, title } = task;
    await appendEvent(s, { conversationId }, `task-${outcome}`, { taskId, title });
    // By now they have the task, and with it its conversation.
    const mentions = task.askedBy === scope.actor.id ? [] : [task.askedBy];
    const said = { conversationId, body: result, mentions, clientMessageId: newId() };
    await note({ ...scope, ...s, actor: scope.actor }, said);
    await record(s, { action: "task.finished", subject: ["task", taskId], details: { outcome } });
    await publish(s, [{ kind: "task", id: taskId }]);
    afterCommit(s, afterFinished);
  });
}
