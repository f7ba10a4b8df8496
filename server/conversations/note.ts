import { z } from "zod";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockConversation } from "./lock-conversation";
import { mention } from "./mentions/mention";

export const noteInput = z.object({
  conversationId: z.uuid(),
  clientMessageId: z.uuid(),
  body: z.string().trim().min(1).max(4096),
  /** Members and teams that are named in it. */
  mentions: z.array(z.uuid()).max(20).default([]),
});

/**
 * Leaves a note for colleagues; it never reaches the customer. Repeats of one clientMessageId are one note. Throws NOT_FOUND where
 * somebody is named who is not of the organization.
 */
export async function note(scope: MemberScope, input: z.input<typeof noteInput>): Promise<void> {
  await inOrg(scope, async (s) => {
    const to = await lockConversation(s, input.conversationId);
    const id = newId();
    const mentions = [...new Set(input.mentions)];
    const content = asRow({ type: "note", body: input.body, mentions });
    const [added] = await s.sql`
      insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
        client_message_id, author_id, occurred_at, recorded_at)
      values (${id}, ${to.id}, ${to.lastSeq + 1}, ${to.channelAccountId}, ${to.contactId}, ${to.identityId}, 'note', 'agent', 'note',
        ${content}::text::jsonb, ${input.clientMessageId}, ${scope.actor.id}, app_now(), app_now())
      on conflict do nothing returning id`;
    if (!added) return;
    await s.sql`update conversations set last_seq = last_seq + 1 where org_id = ${s.orgId} and id = ${to.id}`;
    await mention(s, to, { messageId: id, ids: mentions, authorId: scope.actor.id });
    await record(s, { action: "note.added", subject: ["message", id], details: { conversationId: to.id } });
    await publish(s, [{ kind: "conversation", id: to.id }]);
  });
}
