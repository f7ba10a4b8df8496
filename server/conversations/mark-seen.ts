import { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockConversation } from "./lock-conversation";

export const markSeenInput = z.object({ conversationId: z.uuid(), seq: z.number().int().min(0) });

/** The assignee (or anybody, while nobody has it) has read up to `seq`: the unread count falls. Never goes back. */
export async function markSeen(scope: MemberScope, input: z.infer<typeof markSeenInput>): Promise<void> {
  await inOrg(scope, async (s) => {
    const c = await lockConversation(s, input.conversationId);
    if (c.assigneeId !== null && c.assigneeId !== scope.actor.id) return;
    const [moved] = await s.sql`
      update conversations c set seen_seq = ${input.seq}, unread = (select count(*) from messages m
        where m.org_id = c.org_id and m.conversation_id = c.id and m.seq > ${input.seq} and m.direction = 'in')
      where c.org_id = ${s.orgId} and c.id = ${c.id} and c.seen_seq < ${input.seq} and c.unread > 0 returning id`;
    if (!moved) return;
    await record(s, {
      action: "conversation.seen",
      subject: ["conversation", c.id],
      details: { seq: input.seq },
    });
    await publish(s, [{ kind: "conversation", id: c.id }]);
  });
}
