import type { InboundMedia, InboundPart } from "@/server/channels/adapter";
import type { Sender } from "@/server/contacts/schema";
import type { Opened } from "../envelope";
import { asObject, asText, asTime, type Json, present } from "../json";
import { senderFor } from "../people";
import { readContent, sharedPhone } from "./content";
import { readIdentityChange } from "./system";

/** Seven days: how long the carrier keeps what a customer sent. */
const MEDIA_LIVES_FOR = 7 * 86_400;

const malformed: InboundPart = { type: "parked", reason: "malformed" };

/** One element of `messages`, or with `echo` one of `message_echoes`: written by the business on its own phone. */
export function readMessage(opened: Opened, { echo = false } = {}): InboundPart {
  const message = opened.item;
  if (asText(message.group_id) || message.recipient_type === "group")
    return { type: "parked", reason: "group" };
  const providerId = asText(message.id);
  const occurredAt = asTime(message.timestamp);
  if (!providerId || !occurredAt) return malformed;
  if (message.type === "system") {
    const change = readIdentityChange(opened, occurredAt);
    if (change) return change;
  }
  const from = echo ? recipientOf(opened) : writerOf(opened);
  if (!from) return malformed;
  const base = { from, occurredAt, ...(echo ? { echo: true } : {}) };
  return readAct(message, base) ?? readSaid(message, { ...base, providerId });
}

interface Base {
  from: Sender;
  occurredAt: Date;
  echo?: boolean;
}

/** What is done to an earlier message: a reaction, an edit, a revocation. */
function readAct(message: Json, base: Base): InboundPart | undefined {
  const { type } = message;
  if (type !== "reaction" && type !== "edit" && type !== "revoke") return undefined;
  const act = asObject(message[type]) ?? {};
  const targetProviderId = asText(act.message_id) ?? asText(act.original_message_id);
  if (!targetProviderId) return malformed;
  if (type === "revoke") return { type, ...base, targetProviderId };
  if (type === "reaction") return { type, ...base, targetProviderId, emoji: asText(act.emoji) ?? "" };
  return { type, ...base, targetProviderId, content: readContent(asObject(act.message) ?? {}) };
}

function readSaid(message: Json, base: Base & { providerId: string }): InboundPart {
  const context = asObject(message.context);
  const content = readContent(message);
  return present({
    type: "message",
    ...base,
    content,
    media: "attachmentId" in content ? readMedia(message) : undefined,
    replyToProviderId: asText(context?.id),
    entryPoint: readEntryPoint(asObject(message.referral)),
    forwarded: context?.forwarded === true || context?.frequently_forwarded === true || undefined,
  }) as InboundPart;
}

function readMedia(message: Json): InboundMedia {
  const file = asObject(message[asText(message.type) ?? ""]) ?? {};
  return present({
    providerMediaId: asText(file.id) ?? "",
    mime: asText(file.mime_type) ?? "application/octet-stream",
    name: asText(file.filename),
    sha256: asText(file.sha256),
    livesFor: MEDIA_LIVES_FOR,
  }) as InboundMedia;
}

function readEntryPoint(referral: Json | undefined) {
  if (!referral) return undefined;
  return present({
    source: asText(referral.source_type) ?? "ad",
    headline: asText(referral.headline),
    url: asText(referral.source_url),
    clickId: asText(referral.ctwa_clid),
  });
}

/** The customer who wrote. A number that they shared on request is theirs, and joins what is known of them. */
function writerOf({ item, book }: Opened): Sender | undefined {
  const phone = asText(item.from);
  const from = senderFor(book, { phone, scoped: asText(item.from_user_id) });
  const shared = sharedPhone(item);
  if (!from || !shared || from.addresses.some((a) => a.kind === "phone")) return from;
  return { ...from, addresses: [...from.addresses, shared] };
}

/** The customer that an echo went to: whichever end is not the business. One without a phone is named by id alone. */
function recipientOf({ item, book, ownNumber }: Opened): Sender | undefined {
  const scoped = asText(item.to_user_id);
  const ends = [asText(item.to), scoped ? undefined : asText(item.from)].filter((end) => end !== undefined);
  const own = ownNumber?.replace(/\D/g, "");
  const phone = ends.find((end) => book.byId.has(end)) ?? ends.find((end) => end.replace(/\D/g, "") !== own);
  return senderFor(book, { phone, scoped });
}
