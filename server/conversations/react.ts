import { z } from "zod";
import { newActId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import type { OutboundMessage } from "@/server/channels/adapter";
import { carrierAccount } from "@/server/channels/directory";
import { adapterFor } from "@/server/channels/registry";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockConversation } from "./lock-conversation";
import { replyWindow } from "./rules/reply-window";
import { setReaction } from "./set-reaction";

export const reactInput = z.object({
  conversationId: z.uuid(),
  messageId: z.uuid(),
  /** One emoji; empty takes ours back. */
  emoji: z.string().max(32).refine(isOneEmoji),
});

/**
 * Puts our reaction on a message, or takes it back, here and at the carrier. It is a state, not a message: handing the same one
 * over again changes nothing, so it leaves at once, without a place in the queue, and is kept when the carrier has it. Throws
 * WINDOW_CLOSED, CONVERSATION_CLOSED, INVALID where it cannot be reacted to, CARRIER_REFUSED, CARRIER_UNREACHABLE.
 */
export async function react(scope: MemberScope, input: z.infer<typeof reactInput>): Promise<void> {
  const target = await inOrg(scope, (s) => find(s, input));
  const account = await carrierAccount({ ...target.account, orgId: scope.orgId });
  if (!account) throw new DomainError("CARRIER_UNREACHABLE");
  const content = {
    type: "reaction" as const,
    targetProviderId: target.providerId,
    emoji: input.emoji,
  };
  const message: OutboundMessage = { messageId: newActId(), to: target.to, content };
  const outcome = await adapterFor(target.account.channel).send(account, message);
  if (outcome.outcome === "rejected") throw new DomainError("CARRIER_REFUSED", { code: outcome.code });
  if (outcome.outcome !== "accepted") throw new DomainError("CARRIER_UNREACHABLE");
  await inOrg(scope, async (s) => {
    await setReaction(s, target.account.id, { ...content, by: "us", occurredAt: target.now });
    const action = input.emoji ? "reaction.added" : "reaction.removed";
    await record(s, { action, subject: ["message", input.messageId] });
    await publish(s, [{ kind: "conversation", id: input.conversationId }]);
  });
}

interface Target {
  account: { id: string; connectionId: string; channel: string; externalId: string };
  to: OutboundMessage["to"];
  providerId: string;
  now: Date;
}

async function find(s: OrgScope, { conversationId, messageId }: z.infer<typeof reactInput>): Promise<Target> {
  const to = await lockConversation(s, conversationId);
  if (to.state === "closed") throw new DomainError("CONVERSATION_CLOSED");
  const { windowHours, reactions } = adapterFor(to.channel).capabilities;
  if (!replyWindow(windowHours, to.windows, to.now).open) throw new DomainError("WINDOW_CLOSED");
  const [row] = await s.sql<
    {
      provider_id: string | null;
      kind: "phone" | "scoped";
      address: string;
      connection_id: string;
      external_id: string;
    }[]
  >`
    select coalesce(m.provider_id, d.provider_id) as provider_id, i.kind, i.address, a.connection_id, a.external_id
    from messages m
      left join deliveries d on d.org_id = m.org_id and d.message_id = m.id
      join channel_accounts a on a.org_id = m.org_id and a.id = m.channel_account_id
      join identities i on i.org_id = m.org_id and i.id = ${to.identityId}
    where m.org_id = ${s.orgId} and m.id = ${messageId} and m.conversation_id = ${to.id} and m.direction in ('in', 'out')
      and m.revoked_at is null`;
  if (!row) throw new DomainError("NOT_FOUND", { messageId });
  if (!row.provider_id || !reactions) throw new DomainError("INVALID", { messageId });
  return {
    account: {
      id: to.channelAccountId,
      connectionId: row.connection_id,
      channel: to.channel,
      externalId: row.external_id,
    },
    to: { kind: row.kind, address: row.address },
    providerId: row.provider_id,
    now: to.now,
  };
}

/** A single emoji of however many parts, or nothing. */
function isOneEmoji(text: string): boolean {
  if (text === "") return true;
  return (
    [...new Intl.Segmenter().segment(text)].length === 1 &&
    /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text)
  );
}
