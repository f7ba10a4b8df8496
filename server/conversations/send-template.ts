import { z } from "zod";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { missingValues, renderTemplate, wrongValues } from "@/server/templates/rules/render";
import type { TemplateComponents } from "@/server/templates/schema";
import { deliverSoon } from "./deliver";
import { enqueue } from "./enqueue";
import { type LockedConversation, lockConversation } from "./lock-conversation";

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
    const template = await approved(s, to, input.templateId);
    const missing = missingValues(template.components, input.values);
    if (missing.length > 0) throw new DomainError("TEMPLATE_VALUES_MISSING", { placeholders: missing });
    const wrong = wrongValues(template.components, input.values);
    if (wrong.length > 0) throw new DomainError("INVALID", { placeholders: wrong.map((w) => w.key) });
    const { header, body, footer, buttons } = renderTemplate(template.components, input.values);
    const sent = await enqueue(s, to, {
      content: {
        type: "template",
        templateId: input.templateId,
        name: template.name,
        language: template.language,
        category: template.category,
        header,
        body,
        footer,
        buttons,
        values: input.values,
      },
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

interface Approved {
  name: string;
  language: string;
  category: string;
  components: TemplateComponents;
}

async function approved(scope: OrgScope, to: LockedConversation, id: string): Promise<Approved> {
  const [template] = await scope.sql<(Approved & { status: string })[]>`
    select t.name, t.language, t.category, t.components, t.status from templates t
      join channel_accounts a on a.org_id = t.org_id and a.connection_id = t.connection_id
    where t.org_id = ${scope.orgId} and t.id = ${id} and a.id = ${to.channelAccountId}`;
  if (!template) throw new DomainError("NOT_FOUND", { templateId: id });
  if (template.status !== "APPROVED")
    throw new DomainError("TEMPLATE_NOT_APPROVED", { status: template.status });
  return template;
}
