import type { Carrier } from "../carrier";
import { DAY } from "../clock";
import type { ThreadMessage, ThreadSummary, ThreadView } from "../contract";
import type { Business, Customer, Message, PhoneNumber } from "../model";
import { customerView } from "../people/customers";
import { windowOpen } from "../windows";

/** Both sides of one chat, oldest first, as the customer's phone shows it. */
export function viewThread(
  carrier: Carrier,
  business: Business,
  number: PhoneNumber,
  customer: Customer,
): ThreadView {
  const thread = carrier.state.thread(number.id, customer.bsuid);
  const now = carrier.now(business);
  const messages = messagesOf(carrier, thread?.messageIds ?? []);
  const reactions = reactionsOf(messages);
  return {
    customer: customerView(customer),
    messages: messages.map((message) => viewMessage(carrier, message, reactions.get(message.id))),
    windowOpenUntil: thread && windowOpen(thread, now) ? thread.lastInboundAt + DAY : null,
    entryPointUntil: thread && thread.entryPointUntil > now ? thread.entryPointUntil : null,
    businessIsTyping: thread !== undefined && thread.typingUntil > now,
  };
}

/** Every chat of a number, the latest first. */
export function viewSummaries(carrier: Carrier, business: Business, number: PhoneNumber): ThreadSummary[] {
  const summaries = carrier.state.threadsOf(number.id).flatMap((thread): ThreadSummary[] => {
    const customer = carrier.state.customer(business.id, thread.customerId);
    if (!customer) return [];
    const messages = messagesOf(carrier, thread.messageIds);
    const last = messages.at(-1);
    const unread = messages.filter(
      (message) => message.direction === "out" && statusOf(message) === "delivered",
    ).length;
    return [
      {
        customer: customerView(customer),
        lastMessage: last ? viewMessage(carrier, last, undefined) : null,
        unread,
      },
    ];
  });
  return summaries.sort((one, other) => (other.lastMessage?.at ?? 0) - (one.lastMessage?.at ?? 0));
}

function messagesOf(carrier: Carrier, ids: string[]): Message[] {
  return ids.flatMap((id) => carrier.state.messages.get(id) ?? []);
}

function viewMessage(
  carrier: Carrier,
  message: Message,
  reactions: Map<string, string> | undefined,
): ThreadMessage {
  const media = carrier.state.media.get(String(message.content.id ?? ""));
  return {
    id: message.id,
    direction: message.direction,
    type: message.type,
    content: message.content,
    at: message.at,
    context: message.context,
    status: statusOf(message),
    reached: message.reached,
    error: message.error && { code: message.error.code, details: message.error.error_data.details },
    pricing: message.pricing,
    rendered: message.rendered,
    reactions: [...(reactions ?? [])].map(([by, emoji]) => ({
      by: by === "in" ? "customer" : "business",
      emoji,
    })),
    media: media
      ? { id: media.id, mimeType: media.mimeType, filename: media.filename, size: media.size }
      : null,
    edited: message.edited,
    revoked: message.revoked,
    readByBusiness: message.readByBusiness,
  };
}

/** The furthest state reached, whatever order the statuses were told in. */
function statusOf(message: Message): string {
  if (message.direction !== "out") return "received";
  const names = message.reached.map((reached) => reached.status);
  for (const status of ["failed", "read", "delivered", "sent"] as const)
    if (names.includes(status)) return status;
  return message.held ? "held" : "accepted";
}

/** By message and side, the emoji that stands; an empty one takes it away. */
function reactionsOf(messages: Message[]): Map<string, Map<string, string>> {
  const standing = new Map<string, Map<string, string>>();
  for (const { type, content, direction } of messages) {
    if (type !== "reaction") continue;
    const bySide = standing.get(String(content.message_id)) ?? new Map<string, string>();
    standing.set(String(content.message_id), bySide);
    const side = direction === "in" ? "in" : "out";
    if (content.emoji) bySide.set(side, String(content.emoji));
    else bySide.delete(side);
  }
  return standing;
}
