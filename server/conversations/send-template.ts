import { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { deliverSoon } from "./deliver";
import { enqueue } from "./enqueue";
import { lockConversation } from "./lock-conversation";
import { templateContent } from "./template-content";

export const sendTemplateInput = z.object({
  conversationId: z.uuid(),
  clientMessageId: z.uuid(),
  templateId: z.uuid(),
  values: z.record(z.string().max(60), z.string().max(1024)),
});
export type SendTemplateInput = z.infer<typeof sendTemplateInput>;

/**
 * A member writes first, or again after the window: an approved template (HSM) with its values. Throws TEMPLATE_NOT_APPROVED,
 * TEMPLATE_VALUES_MISSING with the placeholders, CONVERSATION_CLOSED. Consent is checked where it is sent (law 7).
 */
export async function sendTemplate(
  scope: MemberScope,
  input: SendTemplateInput,
  afterReplied: () => Promise<void>,
): Promise<{ messageId: string; seq: number }> {
  return inOrg(scope, async (s) => {
    const to = await lockConversation(s, input.conversationId);
    if (to.state === "closed") throw new DomainError("CONVERSATION_CLOSED");
    const sent = await enqueue(s, to, {
      content: await templateContent(s, to.channelAccountId, input),
      origin: "agent",
      authorId: scope.actor.id,
      clientMessageId: input.clientMessageId,
      replyToProviderId: null,
    });
    const details = { templateId: input.templateId, conversationId: to.id };
    if (!sent.repeated)
      await record(s, { action: "template.sent", subject: ["message", sent.messageId], details });
    afterCommit(s, () => deliverSoon(s.orgId, to.id));
    if (to.assigneeId === null) afterCommit(s, afterReplied);
    return { messageId: sent.messageId, seq: sent.seq };
  });
}
