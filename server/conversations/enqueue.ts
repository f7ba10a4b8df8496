import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { publish } from "@/server/realtime/publish";
import type { LockedConversation } from "./lock-conversation";
import { previewOf } from "./rules/preview";
import type { MessageContent, MessageOrigin } from "./schema";

export interface Outgoing {
  content: MessageContent;
  origin: MessageOrigin;
  authorId: string | null;
  clientMessageId: string | null;
  replyToProviderId: string | null;
}

export interface Enqueued {
  messageId: string;
  seq: number;
  /** The same clientMessageId was here before: nothing was added. */
  repeated: boolean;
}

/**
 * Puts a message on its road: its row, its delivery as `queued`, and the conversation's place in the queues. The caller holds
 * the conversation's lock and has decided that it may leave. Repeats of one clientMessageId add nothing.
 */
export async function enqueue(scope: OrgScope, to: LockedConversation, out: Outgoing): Promise<Enqueued> {
  const earlier = out.clientMessageId ? await findByClientId(scope, out.clientMessageId) : null;
  if (earlier) return { ...earlier, repeated: true };
  const messageId = newId();
  const seq = to.lastSeq + 1;
  const preview = {
    kind: out.content.type,
    text: previewOf(out.content),
    direction: "out",
    origin: out.origin,
  };
  const { sql, orgId } = scope;
  await Promise.all([
    sql`
      insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
        client_message_id, reply_to_provider_id, author_id, occurred_at, recorded_at)
      values (${messageId}, ${to.id}, ${seq}, ${to.channelAccountId}, ${to.contactId}, ${to.identityId}, 'out', ${out.origin},
        ${out.content.type}, ${asRow(out.content)}::text::jsonb, ${out.clientMessageId}, ${out.replyToProviderId}, ${out.authorId},
        app_now(), app_now())`,
    sql`
      insert into deliveries (message_id, conversation_id, seq, channel_account_id, epoch, queued_at)
      values (${messageId}, ${to.id}, ${seq}, ${to.channelAccountId}, ${to.epoch}, app_now())`,
    // An automatic message is no answer: the customer goes on waiting for a person, and the row says what they said.
    out.origin === "automatic"
      ? sql`
          update conversations set last_seq = ${seq}, last_message_at = greatest(last_message_at, app_now()),
            preview = coalesce(preview, ${asRow(preview)}::text::jsonb) where org_id = ${orgId} and id = ${to.id}`
      : sql`
          update conversations set last_seq = ${seq}, last_message_at = greatest(last_message_at, app_now()),
            state = case when state = 'begun' then 'open' else state end, preview = ${asRow(preview)}::text::jsonb, awaiting_since = null, missed = false, unread = 0, woken_at = null, seen_seq = ${seq}
          where org_id = ${orgId} and id = ${to.id}`,
    publish(scope, [{ kind: "conversation", id: to.id }]),
  ]);
  return { messageId, seq, repeated: false };
}

async function findByClientId(
  scope: OrgScope,
  clientMessageId: string,
): Promise<{ messageId: string; seq: number } | null> {
  const [row] = await scope.sql<{ id: string; seq: number }[]>`
    select id, seq from messages where org_id = ${scope.orgId} and client_message_id = ${clientMessageId}`;
  return row ? { messageId: row.id, seq: row.seq } : null;
}
