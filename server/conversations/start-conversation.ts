import { z } from "zod";
import { newId } from "@/db/id";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { adapterFor } from "@/server/channels/registry";
import { addPhone } from "@/server/contacts/add-phone";
import { consentsOf } from "@/server/contacts/consent/queries";
import { recordConsents } from "@/server/contacts/consent/record-consents";
import { consentFor, purposeOf } from "@/server/contacts/consent/rules/consent";
import { ways } from "@/server/contacts/consent/schema";
import { findRecipient, type Recipient, recipientRef } from "@/server/contacts/find-recipient";
import { countryOfPhone } from "@/server/contacts/rules/phone";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { deliverSoon } from "./deliver";
import { enqueue } from "./enqueue";
import { type LockedConversation, lockConversation } from "./lock-conversation";
import { replyWindow } from "./rules/reply-window";
import { sees } from "./rules/visibility";
import type { MessageContent } from "./schema";
import { templateContent } from "./template-content";

export const startInput = z.object({
  to: recipientRef,
  /** The number that it is written from. */
  channelAccountId: z.uuid(),
  /** Made by the client per decision to send: repeats of one request are one message. */
  clientMessageId: z.uuid(),
  say: z.discriminatedUnion("type", [
    z.object({
      type: z.literal("template"),
      templateId: z.uuid(),
      values: z.record(z.string().max(60), z.string().max(1024)),
    }),
    z.object({ type: z.literal("text"), body: z.string().trim().min(1).max(4096) }),
  ]),
  /** The contact's yes, given elsewhere, as who writes now puts it down: how it was given, and a word about it. */
  consent: z
    .object({
      how: z.enum(ways),
      note: z.string().trim().max(200).nullish(),
    })
    .nullish(),
});
export type StartInput = z.infer<typeof startInput>;

export interface Started {
  conversationId: string;
  /** Null: a conversation was open there already, and nothing was sent. */
  messageId: string | null;
}

/** Gives the new conversation to its author, in the same transaction. */
export type Claim = (scope: OrgScope, conversationId: string) => Promise<void>;

/**
 * A member writes first: opens the conversation of a contact (or of a typed phone, who becomes one) on a number, theirs from the
 * start, and sends a template, or free text where a window is still open. Where one is open already, it is that one and nothing is
 * sent. Throws NO_CONSENT with the purpose and the state known, WINDOW_CLOSED, ALREADY_TAKEN where somebody else's is open.
 */
export async function startConversation(
  scope: MemberScope,
  input: StartInput,
  claim: Claim,
): Promise<Started> {
  const attempt = () => inOrg(scope, (s) => start(s, scope, input, claim));
  // The same phone typed by two at once, or a customer writing at this very moment: the second finds what the first made.
  return attempt().catch((error) => (isDuplicate(error) ? attempt() : Promise.reject(error)));
}

async function start(s: OrgScope, scope: MemberScope, input: StartInput, claim: Claim): Promise<Started> {
  const before = await findRepeat(s, input.clientMessageId);
  if (before) return before;
  const number = await findNumber(s, input.channelAccountId);
  const on = { country: countryOfPhone(number.address), channelAccountId: number.id };
  const to = await ensureContact(s, await findRecipient(s, input.to, on));
  const expiresAt = await lockWindow(s, number.id, to);
  const open = await findOpen(s, number.id, to.contactId);
  if (open) {
    if (!sees(scope.actor, open)) throw new DomainError("ALREADY_TAKEN");
    return { conversationId: open.id, messageId: null };
  }
  const content = await contentOf(s, number, to, input, expiresAt);
  const conversationId = await openConversation(s, number, to, expiresAt);
  await claim(s, conversationId);
  const messageId = await send(s, scope, await lockConversation(s, conversationId), content, input);
  return { conversationId, messageId };
}

async function findRepeat({ sql, orgId }: OrgScope, clientMessageId: string): Promise<Started | null> {
  const [row] = await sql<{ id: string; conversation_id: string }[]>`
    select id, conversation_id from messages where org_id = ${orgId} and client_message_id = ${clientMessageId}`;
  return row ? { conversationId: row.conversation_id, messageId: row.id } : null;
}

interface Number {
  id: string;
  channel: string;
  address: string;
  teamId: string | null;
}

async function findNumber({ sql, orgId }: OrgScope, id: string): Promise<Number> {
  const [row] = await sql<Number[]>`
    select id, channel, address, team_id as "teamId" from channel_accounts where org_id = ${orgId} and id = ${id} and active`;
  if (!row) throw new DomainError("NOT_FOUND", { channelAccountId: id });
  return row;
}

type Known = Recipient & { contactId: string; identityId: string };

async function ensureContact(s: OrgScope, to: Recipient): Promise<Known> {
  const { contactId, identityId } = to;
  if (contactId && identityId) return { ...to, contactId, identityId };
  return { ...to, ...(await addPhone(s, to)) };
}

/** Takes the lock of contact × number, as receiving does; gives the end of its window. */
async function lockWindow({ sql, orgId }: OrgScope, accountId: string, to: Known): Promise<string | null> {
  const [row] = await sql<{ service_expires_at: string | null }[]>`
    insert into windows (channel_account_id, contact_id, identity_id) values (${accountId}, ${to.contactId}, ${to.identityId})
    on conflict (org_id, channel_account_id, contact_id) do update set identity_id = windows.identity_id
    returning case when org_id = ${orgId} then service_expires_at end as service_expires_at`;
  return row?.service_expires_at ?? null;
}

async function findOpen({ sql, orgId }: OrgScope, accountId: string, contactId: string) {
  const [row] = await sql<{ id: string; assigneeId: string | null; teamId: string | null }[]>`
    select id, assignee_id as "assigneeId", team_id as "teamId" from conversations
    where org_id = ${orgId} and channel_account_id = ${accountId} and contact_id = ${contactId} and state = 'open'`;
  return row;
}

async function contentOf(
  s: OrgScope,
  number: Number,
  to: Known,
  { say, consent }: StartInput,
  expiresAt: string | null,
): Promise<MessageContent> {
  if (say.type === "text") {
    const hours = adapterFor(number.channel).capabilities.windowHours;
    const window = { serviceExpiresAt: expiresAt ? new Date(expiresAt) : null };
    if (!replyWindow(hours, window, s.now).open) throw new DomainError("WINDOW_CLOSED");
    return say;
  }
  const content = await templateContent(s, number.id, say);
  const purpose = purposeOf(content.category);
  const answer = consentFor(content.category, await consentsOf(s, to.contactId, number.channel));
  if (answer === "refused") throw new DomainError("NO_CONSENT", { purpose, state: "out" });
  if (answer === "ask" && !consent) throw new DomainError("NO_CONSENT", { purpose, state: "unknown" });
  if (answer === "ask" && consent)
    await recordConsents(s, [
      {
        ...{ identityId: to.identityId, channel: "any", purpose, state: "in", source: "agent" },
        evidence: consent,
        occurredAt: s.now,
      },
    ]);
  return content;
}

async function openConversation(
  s: OrgScope,
  number: Number,
  to: Known,
  expiresAt: string | null,
): Promise<string> {
  const [begun] = await s.sql<{ id: string }[]>`
    update conversations set state = 'open', opened_at = app_now() where org_id = ${s.orgId} and channel_account_id = ${number.id}
      and contact_id = ${to.contactId} and state = 'begun' returning id`;
  const id = begun?.id ?? newId();
  if (!begun)
    await s.sql`
    insert into conversations (id, channel_account_id, contact_id, identity_id, opened_at, team_id, window_expires_at, last_message_at)
    values (${id}, ${number.id}, ${to.contactId}, ${to.identityId}, app_now(), ${number.teamId}, ${expiresAt}, app_now())`;
  await record(s, {
    action: "conversation.started",
    subject: ["conversation", id],
    details: { contactId: to.contactId, channelAccountId: number.id },
  });
  await publish(s, [{ kind: "conversation", id }]);
  return id;
}

async function send(
  s: OrgScope,
  scope: MemberScope,
  to: LockedConversation,
  content: MessageContent,
  input: StartInput,
): Promise<string> {
  const sent = await enqueue(s, to, {
    content,
    origin: "agent",
    authorId: scope.actor.id,
    clientMessageId: input.clientMessageId,
    replyToProviderId: null,
  });
  const action = content.type === "template" ? "template.sent" : "message.replied";
  await record(s, { action, subject: ["message", sent.messageId], details: { conversationId: to.id } });
  afterCommit(s, () => deliverSoon(s.orgId, to.id));
  return sent.messageId;
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}
