import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { appendEvent } from "@/server/conversations/append-event";
import { lockConversation } from "@/server/conversations/lock-conversation";
import { publish } from "@/server/realtime/publish";
import { targetOf } from "@/server/routing/assign";
import { planTasks } from "@/server/routing/plan-tasks";
import type { MemberScope } from "@/server/scope";
import type { newTask } from "./schema";

/**
 * Asks the back office to do something about a conversation: a work item that is routed as conversations are. Asking twice with one id asks
 * once. Throws NOT_FOUND for a conversation that the member does not see, and for a team that is not here.
 */
export async function askTask(
  scope: MemberScope,
  input: z.infer<typeof newTask>,
  afterAsked: () => Promise<void>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const { clientTaskId: id } = input;
    const conversation = await lockConversation(s, input.conversationId);
    if (input.teamId) await targetOf(s, { teamId: input.teamId }, null);
    const [added] = await sql`
      insert into work_items (id, kind, team_id, state, priority, waiting_since)
      select ${id}, 'task', ${input.teamId}::uuid, 'waiting', priority, app_now() from conversations
      where org_id = ${orgId} and id = ${conversation.id} on conflict do nothing returning id`;
    if (!added) return;
    await sql`
      insert into tasks (id, conversation_id, title, body, due_at, asked_by, asked_at)
      values (${id}, ${conversation.id}, ${input.title}, ${input.body}, ${input.dueAt?.toISOString() ?? null}::timestamptz,
        ${scope.actor.id}, app_now())`;
    if (!input.teamId) await planTasks(s, [{ id, conversationId: conversation.id }]);
    const about = { taskId: id, title: input.title, teamId: input.teamId };
    await appendEvent(s, { conversationId: conversation.id }, "task-asked", about);
    await record(s, {
      action: "task.asked",
      subject: ["task", id],
      details: { conversationId: conversation.id, teamId: input.teamId },
    });
    await publish(s, [{ kind: "task", id }]);
    afterCommit(s, afterAsked);
  });
}
