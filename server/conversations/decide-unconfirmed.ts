import { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { deliverSoon } from "./deliver";
import { enqueue } from "./enqueue";
import { lockConversation } from "./lock-conversation";
import type { MessageContent } from "./schema";

export const decideInput = z.object({
  conversationId: z.uuid(),
  messageId: z.uuid(),
  /** `again`: a new decision to send, with its own id; `leave`: it stays as it is. */
  decision: z.enum(["again", "leave"]),
  clientMessageId: z.uuid(),
});

/** A person decides what becomes of a message that nobody can say of whether it arrived, or that was refused (law 2). */
export async function decideUnconfirmed(
  scope: MemberScope,
  input: z.infer<typeof decideInput>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const to = await lockConversation(s, input.conversationId);
    const [message] = await s.sql<{ content: MessageContent; reply_to: string | null }[]>`
      select m.content, m.reply_to_provider_id as reply_to from messages m
        join deliveries d on d.org_id = m.org_id and d.message_id = m.id
      where m.org_id = ${s.orgId} and m.id = ${input.messageId} and m.conversation_id = ${to.id}
        and d.state in ('unconfirmed', 'rejected', 'failed')`;
    if (!message) throw new DomainError("NOT_FOUND", { messageId: input.messageId });
    const details = { decision: input.decision, clientMessageId: input.clientMessageId };
    await record(s, { action: "delivery.decided", subject: ["message", input.messageId], details });
    await publish(s, [{ kind: "conversation", id: to.id }]);
    if (input.decision === "leave") return;
    if (to.state === "closed") throw new DomainError("CONVERSATION_CLOSED");
    await enqueue(s, to, {
      content: message.content,
      origin: "agent",
      authorId: scope.actor.id,
      clientMessageId: input.clientMessageId,
      replyToProviderId: message.reply_to,
    });
    afterCommit(s, () => deliverSoon(s.orgId, to.id));
  });
}
