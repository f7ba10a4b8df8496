import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { lockInOrder, lockRouting } from "./assign-waiting";
import { type Held, putBack } from "./put-back";

/** Every conversation that a member holds goes back to its queue, with the reason. Returns how many. */
export async function returnWork(scope: Scope, memberId: string, reason: string): Promise<number> {
  return inOrg(scope, async (s) => {
    await lockRouting(s);
    const held = await s.sql<Pick<Held, "id" | "conversationId" | "teamId">[]>`
      select id, conversation_id as "conversationId", team_id as "teamId" from work_items
      where org_id = ${s.orgId} and assignee_id = ${memberId} and kind = 'conversation' and state = 'assigned' order by id for update`;
    await lockInOrder(
      s,
      held.map((item) => item.conversationId),
    );
    await putBack(
      s,
      held.map((item) => ({ ...item, memberId, reason })),
    );
    return held.length;
  });
}
