import { z } from "zod";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { adapterFor } from "@/server/channels/registry";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { contentOfSaid } from "./content-of-said";
import { deliverSoon } from "./deliver";
import { enqueue } from "./enqueue";
import { type LockedConversation, lockConversation } from "./lock-conversation";
import { replyWindow } from "./rules/reply-window";
import { sayable } from "./rules/sayable";
import type { MessageContent } from "./schema";
import { VOICE_MIME } from "./voice/voice-note";

export const replyInput = z.object({
  conversationId: z.uuid(),
  /** Made by the client per decision to send: repeats of one request are one message. */
  clientMessageId: z.uuid(),
  content: z.discriminatedUnion("type", [
    z.object({ type: z.literal("text"), body: z.string().trim().min(1).max(4096) }),
    z.object({
      type: z.enum(["image", "video", "audio", "document"]),
      attachmentId: z.uuid(),
      caption: z.string().max(1024).optional(),
      /** Recorded in the browser: the customer hears it as a voice message. */
      voice: z.boolean().optional(),
    }),
    ...sayable.options,
  ]),
  replyToMessageId: z.uuid().nullish(),
  /** The highest seq on the writer's screen. */
  seenSeq: z.number().int().min(0),
  /** The epoch on the writer's screen: who answered for the conversation. */
  epoch: z.number().int(),
});
export type ReplyInput = z.infer<typeof replyInput>;

/**
 * A member answers. Decides under the conversation's lock: open window (else WINDOW_CLOSED), nothing newer than what the writer
 * saw, from the customer or from somebody else who answers (else NEWER_MESSAGES with the seqs), nobody else took over (else
 * OWNER_CHANGED). The message leaves after commit, in order; its repeats are the same message.
 */
export async function reply(
  scope: MemberScope,
  input: ReplyInput,
  afterReplied: () => Promise<void>,
): Promise<{ messageId: string; seq: number }> {
  return inOrg(scope, async (s) => {
    const to = await lockConversation(s, input.conversationId);
    await refuseUnseen(s, to, input);
    const sent = await enqueue(s, to, {
      content: await contentOf(s, to, input),
      origin: "agent",
      authorId: scope.actor.id,
      clientMessageId: input.clientMessageId,
      replyToProviderId: await providerIdOf(s, to, input.replyToMessageId ?? null),
    });
    if (!sent.repeated && "attachmentId" in input.content)
      await s.sql`update attachments set message_id = ${sent.messageId} where org_id = ${s.orgId} and id = ${input.content.attachmentId}`;
    if (!sent.repeated)
      await record(s, {
        action: "message.replied",
        subject: ["message", sent.messageId],
        details: { conversationId: to.id },
      });
    afterCommit(s, () => deliverSoon(s.orgId, to.id));
    if (to.assigneeId === null) afterCommit(s, afterReplied);
    return { messageId: sent.messageId, seq: sent.seq };
  });
}

async function refuseUnseen(scope: OrgScope, to: LockedConversation, input: ReplyInput): Promise<void> {
  const [earlier] = await scope.sql`
    select 1 from messages where org_id = ${scope.orgId} and client_message_id = ${input.clientMessageId}`;
  if (earlier) return;
  if (to.state === "closed") throw new DomainError("CONVERSATION_CLOSED");
  const hours = adapterFor(to.channel).capabilities.windowHours;
  if (!replyWindow(hours, to.windows, to.now).open) throw new DomainError("WINDOW_CLOSED");
  const taken =
    to.epoch !== input.epoch &&
    to.assigneeId !== null &&
    scope.actor.kind === "member" &&
    to.assigneeId !== scope.actor.id;
  if (taken) throw new DomainError("OWNER_CHANGED", { assigneeId: to.assigneeId, epoch: to.epoch });
  const newer = await scope.sql<{ seq: number }[]>`
    select seq from messages where org_id = ${scope.orgId} and conversation_id = ${to.id} and seq > ${input.seenSeq}
      and (direction = 'in' or (direction = 'out' and origin in ('agent', 'phone') and author_id is distinct from ${scope.actor.id}))
    order by seq limit 50`;
  if (newer.length > 0)
    throw new DomainError("NEWER_MESSAGES", { seqs: newer.map((m) => m.seq), epoch: to.epoch });
}

async function contentOf(
  scope: OrgScope,
  to: LockedConversation,
  input: ReplyInput,
): Promise<MessageContent> {
  const { content } = input;
  if (content.type === "text") return content;
  if (!("attachmentId" in content)) return contentOfSaid(content, adapterFor(to.channel).capabilities);
  const { attachmentId, caption } = content;
  const [file] = await scope.sql<{ name: string | null; mime: string }[]>`
    select name, mime from attachments where org_id = ${scope.orgId} and id = ${attachmentId} and (message_id is null or exists (
        select 1 from messages m where m.org_id = ${scope.orgId} and m.id = message_id and m.client_message_id = ${input.clientMessageId}))
      and state = 'ready' and channel_account_id = ${to.channelAccountId}`;
  if (!file) throw new DomainError("NOT_FOUND", { attachmentId });
  if (content.type === "audio")
    return { type: "audio", attachmentId, voice: content.voice === true && file.mime === VOICE_MIME };
  if (content.type === "document")
    return { type: "document", attachmentId, caption, name: file.name ?? undefined };
  return { type: content.type, attachmentId, caption };
}

async function providerIdOf(
  scope: OrgScope,
  to: LockedConversation,
  messageId: string | null,
): Promise<string | null> {
  if (!messageId) return null;
  const [row] = await scope.sql<{ provider_id: string | null }[]>`
    select coalesce(m.provider_id, d.provider_id) as provider_id
    from messages m left join deliveries d on d.org_id = m.org_id and d.message_id = m.id
    where m.org_id = ${scope.orgId} and m.id = ${messageId} and m.conversation_id = ${to.id}`;
  if (!row) throw new DomainError("NOT_FOUND", { messageId });
  return row.provider_id;
}
