import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockConversation } from "../lock-conversation";
import { realTime, refuseTime } from "./open-scheduled";
import type { newScheduled, Wake } from "./schema";

/**
 * Keeps a reply that is to leave later. Whether it may is decided then, not now: the customer may write meanwhile and open the
 * window, or may not. Its repeats are the same message. Throws CONVERSATION_CLOSED, and INVALID for a time that is past.
 */
export async function schedule(
  scope: MemberScope,
  input: z.infer<typeof newScheduled>,
  wake: Wake,
): Promise<{ scheduledId: string }> {
  return inOrg(scope, async (s) => {
    const to = await lockConversation(s, input.conversationId);
    if (to.state === "closed") throw new DomainError("CONVERSATION_CLOSED");
    refuseTime(input.sendAt, to.now);
    const id = input.clientMessageId;
    const [added] = await s.sql`
      insert into scheduled_messages (id, conversation_id, author_id, content, send_at, time_zone, state, seen_seq, epoch, created_at)
      values (${id}, ${to.id}, ${scope.actor.id}, ${asRow(input.content)}::text::jsonb, ${input.sendAt.toISOString()}, ${input.timeZone},
        'pending', ${input.seenSeq}, ${input.epoch}, app_now())
      on conflict do nothing returning id`;
    if (!added) return { scheduledId: id };
    await record(s, {
      action: "scheduled.created",
      subject: ["scheduled", id],
      details: { conversationId: to.id },
    });
    await publish(s, [{ kind: "conversation", id: to.id }]);
    const dueAt = await realTime(s, input.sendAt);
    afterCommit(s, () => wake({ scheduledId: id, revision: 1, dueAt }));
    return { scheduledId: id };
  });
}
