import { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { appendEvent } from "@/server/conversations/append-event";
import { lockConversations } from "@/server/conversations/lock-conversations";
import { conversationIds } from "@/server/conversations/schema";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockRouting } from "./assign-waiting";

/** 0 normal, 1 high, 2 urgent: the first thing that the queues are ordered by. */
export const priority = z.union([z.literal(0), z.literal(1), z.literal(2)]);

export const prioritizeInput = z.object({ conversationIds, priority });

/**
 * Sets how urgent open conversations are, with the work that they are. Returns those that changed, with what they were before, so that
 * it can be taken back.
 */
export async function prioritize(
  scope: MemberScope,
  input: z.infer<typeof prioritizeInput>,
  afterMoved?: (conversationIds: string[]) => Promise<void>,
): Promise<{ changed: { conversationId: string; before: number }[] }> {
  return inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    // Work is given away in the other order, work item and then conversation: whoever writes both comes one at a time.
    await lockRouting(s);
    const changed = (await lockConversations(s, input.conversationIds))
      .filter((c) => c.state === "open" && c.priority !== input.priority)
      .map((c) => ({ conversationId: c.id, before: c.priority }));
    const ids = changed.map((c) => c.conversationId);
    if (ids.length === 0) return { changed };
    await sql`update conversations set priority = ${input.priority} where org_id = ${orgId} and id = any(${ids}::uuid[])`;
    await sql`
      update work_items set priority = ${input.priority}
      where org_id = ${orgId} and conversation_id = any(${ids}::uuid[]) and state <> 'done'`;
    await appendEvent(s, { conversationIds: ids }, "prioritized", { priority: input.priority });
    await record(s, {
      action: "conversation.prioritized",
      subject: ["conversation", ids[0] ?? null],
      details: { ids, priority: input.priority },
    });
    await publish(
      s,
      ids.map((id) => ({ kind: "conversation", id })),
    );
    if (afterMoved) afterCommit(s, () => afterMoved(ids));
    return { changed };
  });
}
