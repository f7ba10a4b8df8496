import { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { appendEvent } from "./append-event";
import { lockConversation } from "./lock-conversation";

export const closeInput = z.object({ conversationId: z.uuid(), reason: z.string().max(200).nullish() });

/** Ends a conversation: its place is free, and the customer's next message opens a new one. Harmless when repeated. */
export async function close(
  scope: Scope,
  input: z.infer<typeof closeInput>,
  afterClosed: (conversationId: string) => Promise<void>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const conversation = await lockConversation(s, input.conversationId);
    if (conversation.state === "closed") return;
    await s.sql`
      update conversations set state = 'closed', closed_at = app_now(), close_reason = ${input.reason ?? null}, awaiting_since = null,
        missed = false, unread = 0, epoch = epoch + 1
      where org_id = ${s.orgId} and id = ${conversation.id}`;
    await appendEvent(s, { conversationId: conversation.id }, "closed", { reason: input.reason ?? null });
    await record(s, { action: "conversation.closed", subject: ["conversation", conversation.id] });
    await publish(s, [{ kind: "conversation", id: conversation.id }]);
    afterCommit(s, () => afterClosed(conversation.id));
  });
}
