import { inOrg } from "@/db/org";
import { appendEvent } from "@/server/conversations/append-event";
import type { Scope } from "@/server/scope";
import { lockInOrder, lockRouting } from "./assign-waiting";
import { claimWork } from "./claim-work";

/** Everything that a member holds goes back to its queue, with the reason. Returns how many. */
export async function returnWork(scope: Scope, memberId: string, reason: string): Promise<number> {
  return inOrg(scope, async (s) => {
    await lockRouting(s);
    const held = await s.sql<{ id: string; conversation_id: string; team_id: string | null }[]>`
      select id, conversation_id, team_id from work_items
      where org_id = ${s.orgId} and assignee_id = ${memberId} and state = 'assigned' order by id for update`;
    await lockInOrder(
      s,
      held.map((item) => item.conversation_id),
    );
    for (const item of held) {
      const why = { rule: "returned", reason, memberId };
      await claimWork(s, {
        workItemId: item.id,
        conversationId: item.conversation_id,
        assigneeId: null,
        teamId: item.team_id,
        by: "return",
        why,
      });
      await appendEvent(s, { conversationId: item.conversation_id }, "returned", { memberId, reason });
    }
    return held.length;
  });
}
