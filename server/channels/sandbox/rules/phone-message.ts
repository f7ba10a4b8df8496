import { asText } from "@/server/channels/whatsapp/json";
import type { ThreadMessage } from "@/server/sandbox/contract";
import { type PhoneBody, type PhoneMedia, phoneBody } from "./phone-body";

export type { PhoneBody, PhoneMedia } from "./phone-body";

/** One message as the customer's phone shows it. */
export interface PhoneMessage {
  id: string;
  side: "customer" | "business";
  /** The business's clock. */
  at: Date;
  body: PhoneBody;
  /** The customer's own: sent, or read by the business. The business's: on its way, here, read, held or failed. */
  state: "sent" | "underway" | "held" | "here" | "read" | "failed";
  error: { code: string; details: string } | null;
  replyTo: { id: string; side: PhoneMessage["side"]; line: string; kind: PhoneBody["type"] } | null;
  reactions: { by: "customer" | "business"; emoji: string }[];
  edited: boolean;
  revoked: boolean;
  /** Written on the business's own phone, not through Hilo. */
  fromBusinessPhone: boolean;
}

/** What is done to an earlier message shows on that message, and is no line of its own. */
const ACTS = ["reaction", "edit", "revoke"];

/** Both sides of a chat, oldest first. */
export function phoneMessages(messages: ThreadMessage[]): PhoneMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return messages
    .filter((message) => !ACTS.includes(message.type))
    .map((message) => ({
      id: message.id,
      side: sideOf(message),
      at: new Date(message.at),
      body: phoneBody(message),
      state: stateOf(message),
      error: message.error && { code: String(message.error.code), details: message.error.details },
      replyTo: quotedBy(message, byId),
      reactions: message.reactions,
      edited: message.edited,
      revoked: message.revoked,
      fromBusinessPhone: message.direction === "echo",
    }));
}

/** How many messages of the business arrived and wait to be read. */
export function unreadOf(messages: PhoneMessage[]): number {
  return messages.filter((message) => message.side === "business" && message.state === "here").length;
}

/** Every file of a chat: the carrier's ids that its customer may see. */
export function mediaIn(messages: ThreadMessage[]): PhoneMedia[] {
  return messages.flatMap((message) => {
    const body = phoneBody(message);
    if (body.type === "media") return body.file ?? [];
    if (body.type !== "template" && body.type !== "menu") return [];
    const cards = body.type === "template" ? body.cards : [];
    return [body, ...cards].flatMap(({ headerMedia }) => headerMedia?.file ?? []);
  });
}

/** One line of a message, for a quote and for the list of chats. */
export function lineOf(body: PhoneBody): string {
  switch (body.type) {
    case "text":
    case "template":
    case "menu":
    case "system":
      return ("body" in body ? body.body : body.text).replace(/\s+/g, " ").slice(0, 120);
    case "media":
      return body.caption ?? body.file?.name ?? "";
    case "location":
      return body.name ?? body.address ?? "";
    case "contacts":
      return body.contacts.map((contact) => contact.name).join(", ");
    case "chosen":
      return body.title;
    case "order":
      return body.text ?? "";
    case "other":
      return "";
  }
}

function sideOf(message: ThreadMessage): PhoneMessage["side"] {
  return message.direction === "in" ? "customer" : "business";
}

function stateOf({ direction, status, readByBusiness }: ThreadMessage): PhoneMessage["state"] {
  if (direction === "in") return readByBusiness ? "read" : "sent";
  if (direction === "echo" || status === "read") return "read";
  if (status === "delivered") return "here";
  if (status === "failed" || status === "held") return status;
  return "underway";
}

function quotedBy(message: ThreadMessage, byId: Map<string, ThreadMessage>): PhoneMessage["replyTo"] {
  const id = asText(message.context?.id) ?? asText(message.context?.message_id);
  const quoted = id === undefined ? undefined : byId.get(id);
  if (!id || !quoted) return null;
  const body = phoneBody(quoted);
  return { id, side: sideOf(quoted), line: lineOf(body), kind: body.type };
}
