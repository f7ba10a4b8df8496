import type { Carrier } from "../carrier";
import type { InboundMessage } from "../contract";
import { errorBody } from "../errors";
import { mediaUrl, saveMedia } from "../media";
import { newMessage } from "../messages";
import type { Customer, Json, Media, Message, PhoneNumber } from "../model";
import { sampleOf } from "../samples";
import { messageValue } from "../webhooks/values";

const TOO_LARGE = "Media file size too big. Max file size we currently support: 100MB.";
const MEDIA_TYPES = ["image", "audio", "video", "document", "sticker"];

/** A customer says something on a number: kept, then told to the business. `at` is the business clock in ms. */
export function speak(
  carrier: Carrier,
  number: PhoneNumber,
  customer: Customer,
  said: InboundMessage,
  at: number,
): Message {
  const business = carrier.businessOf(number);
  const tooLarge = said.media !== undefined && "tooLarge" in said.media;
  const media = said.media && !tooLarge ? keepMedia(carrier, number, said) : null;
  const url = media ? mediaUrl(carrier, media, carrier.now(business)) : "";
  const content = contentOf(said, media, url);
  const context = contextOf(number, said);
  const from = { phoneId: number.id, customerId: customer.bsuid, direction: "in" as const };
  const message = newMessage({ ...from, type: said.type, content, at, context });
  carrier.limits.countReceipt(number, carrier.now(business));
  carrier.record({ kind: "message.received", record: message, adAt: said.referral ? at : 0 });
  applyToTarget(carrier, said);
  if (number.blocked.includes(customer.bsuid)) return message;
  const extra = {
    ...partsOf(said.type, content),
    ...(said.referral ? { referral: said.referral } : {}),
    ...(tooLarge ? { errors: [errorBody(131052, TOO_LARGE)] } : {}),
  };
  carrier.webhooks.enqueue(business, number, "messages", messageValue(number, customer, message, extra));
  return message;
}

function keepMedia(carrier: Carrier, number: PhoneNumber, said: InboundMessage): Media {
  const given = said.media;
  const sample = sampleOf(said.type, given && "sample" in given ? given.spoken : undefined);
  const file =
    !given || !("bytes" in given) ? sample : { ...given, bytes: Buffer.from(given.bytes, "base64") };
  const filename = said.document?.filename ?? file.filename ?? null;
  return saveMedia(carrier, number, {
    bytes: file.bytes,
    mimeType: file.mimeType,
    filename,
    origin: "inbound",
  });
}

/** The object under the type's key, as the webhook carries it. Contacts are a list there; kept under one key here. */
function contentOf(said: InboundMessage, media: Media | null, url: string): Json {
  const named = (said as unknown as Json)[said.type];
  if (said.type === "contacts") return { contacts: said.contacts ?? [] };
  if (said.type === "unsupported")
    return {
      errors: [errorBody(131051, "Message type is currently not supported.")],
      ...(named ? { unsupported: named } : {}),
    };
  const content = { ...((named as Json | undefined) ?? {}) };
  if (!media || !MEDIA_TYPES.includes(said.type)) return content;
  const file = { mime_type: media.mimeType, sha256: media.sha256, id: media.id, url };
  const filename = said.type === "document" ? { filename: media.filename ?? "document" } : {};
  const flags = {
    ...(said.type === "audio" ? { voice: said.audio?.voice ?? false } : {}),
    ...(said.type === "sticker" ? { animated: said.sticker?.animated ?? false } : {}),
  };
  return { ...content, ...filename, ...file, ...flags };
}

function partsOf(type: string, content: Json): Json {
  if (type === "contacts" || type === "unsupported") return content;
  return { [type]: content };
}

function contextOf(number: PhoneNumber, said: InboundMessage): Json | null {
  if (!said.context) return null;
  return said.context.id ? { from: number.digits, ...said.context } : { ...said.context };
}

/** An edit or a revocation changes what the customer's phone shows of the earlier message. */
function applyToTarget(carrier: Carrier, said: InboundMessage): void {
  const id = said.edit?.original_message_id ?? said.revoke?.original_message_id;
  const target = carrier.state.messages.get(id ?? "");
  if (!target) return;
  const record = said.revoke
    ? { ...target, revoked: true }
    : { ...target, edited: true, content: editedContent(target, said) };
  carrier.record({ kind: "message.changed", record });
}

function editedContent(target: Message, said: InboundMessage): Json {
  const content = said.edit?.message[target.type];
  return typeof content === "object" && content !== null ? { ...target.content, ...content } : target.content;
}
