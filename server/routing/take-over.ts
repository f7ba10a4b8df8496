import { inOrg } from "@/db/org";
import { appendEvent } from "@/server/conversations/append-event";
import type { MemberScope } from "@/server/scope";
import { lockRouting } from "./assign-waiting";
import { claimWork } from "./claim-work";
import { enqueueWork } from "./enqueue-work";

/** Gives the member who answered a conversation that nobody had; does nothing when somebody has it by now. */
export async function takeOver(scope: MemberScope, conversationId: string): Promise<void> {
  await inOrg(scope, async (s) => {
    await lockRouting(s);
    await enqueueWork(s, [conversationId]);
    const [item] = await s.sql<{ id: string; team_id: string | null }[]>`
      select id, team_id from work_items where org_id = ${s.orgId} and conversation_id = ${conversationId} and state = 'waiting' for update`;
    if (!item) return;
    const why = { rule: "answered", memberId: scope.actor.id };
    await claimWork(s, {
      workItemId: item.id,
      conversationId,
      assigneeId: scope.actor.id,
      teamId: item.team_id,
      by: "member",
      why,
    });
    await appendEvent(s, { conversationId }, "assigned", { memberId: scope.actor.id, why });
  });
}
