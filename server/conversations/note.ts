import { z } from "zod";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockConversation } from "./lock-conversation";

export const noteInput = z.object({
  conversationId: z.uuid(),
  clientMessageId: z.uuid(),
  body: z.string().trim().min(1).max(4096),
});

/** Leaves a note for colleagues; it never reaches the customer. Repeats of one clientMessageId are one note. */
export async function note(scope: MemberScope, input: z.infer<typeof noteInput>): Promise<void> {
  await inOrg(scope, async (s) => {
    const to = await lockConversation(s, input.conversationId);
    const id = newId();
    const content = asRow({ type: "note", body: input.body, mentions: [] });
    const [added] = await s.sql`
      insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
        client_message_id, author_id, occurred_at, recorded_at)
      values (${id}, ${to.id}, ${to.lastSeq + 1}, ${to.channelAccountId}, ${to.contactId}, ${to.identityId}, 'note', 'agent', 'note',
        ${content}::text::jsonb, ${input.clientMessageId}, ${scope.actor.id}, app_now(), app_now())
      on conflict do nothing returning id`;
    if (!added) return;
    await s.sql`update conversations set last_seq = last_seq + 1 where org_id = ${s.orgId} and id = ${to.id}`;
    await record(s, { action: "note.added", subject: ["message", id], details: { conversationId: to.id } });
    await publish(s, [{ kind: "conversation", id: to.id }]);
  });
}
