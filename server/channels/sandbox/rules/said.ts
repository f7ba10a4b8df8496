import type { InboundMessage } from "@/server/sandbox/contract";
import type { SpeakInput, Speech } from "../schema";

/** A file of one's own, as it travels to the carrier. */
export interface OwnFile {
  bytes: Buffer;
  mimeType: string;
  name: string;
}

/** What is said on the phone in the shape of the carrier's webhook; `clickId` names a click on an advertisement. */
export function saidOf(
  input: Pick<SpeakInput, "speech" | "replyTo" | "fromAd">,
  file: OwnFile | null,
  clickId: string,
): InboundMessage {
  return {
    ...partOf(input.speech, file),
    ...(input.replyTo ? { context: { id: input.replyTo } } : {}),
    ...(input.fromAd ? { referral: referralOf(input.fromAd, clickId) } : {}),
  };
}

function partOf(speech: Speech, file: OwnFile | null): InboundMessage {
  switch (speech.type) {
    case "text":
      return { type: "text", text: { body: speech.body } };
    case "media":
      return mediaOf(speech, file);
    case "location": {
      const { type, ...location } = speech;
      return { type, location };
    }
    case "contact":
      return { type: "contacts", contacts: [cardOf(speech)] };
    case "reaction":
      return { type: "reaction", reaction: { message_id: speech.messageId, emoji: speech.emoji } };
    case "button":
      return { type: "button", button: { text: speech.text, payload: speech.payload } };
    case "choice":
      return { type: "interactive", interactive: choiceOf(speech) };
    case "edit": {
      const message = { type: "text", text: { body: speech.body } };
      return { type: "edit", edit: { original_message_id: speech.messageId, message } };
    }
    case "revoke":
      return { type: "revoke", revoke: { original_message_id: speech.messageId } };
    case "unsupported":
      return { type: "unsupported", unsupported: { type: "poll_creation" } };
  }
}

type Of<T extends Speech["type"]> = Extract<Speech, { type: T }>;

function mediaOf({ kind, caption, voice }: Of<"media">, file: OwnFile | null): InboundMessage {
  const named = {
    ...(caption && kind !== "audio" && kind !== "sticker" ? { caption } : {}),
    ...(kind === "document" && file ? { filename: file.name } : {}),
    ...(kind === "audio" ? { voice: voice ?? false } : {}),
  };
  const media = file
    ? { bytes: file.bytes.toString("base64"), mimeType: file.mimeType, filename: file.name }
    : { sample: true as const };
  return { type: kind, [kind]: named, media };
}

function cardOf({ name, phone }: Of<"contact">) {
  return {
    name: { formatted_name: name, first_name: name },
    phones: [{ phone, type: "CELL", wa_id: phone.replace(/\D/g, "") }],
  };
}

function choiceOf({ of, id, title, description }: Of<"choice">) {
  const answer = { id, title, ...(description ? { description } : {}) };
  return of === "button"
    ? { type: "button_reply", button_reply: answer }
    : { type: "list_reply", list_reply: answer };
}

function referralOf(headline: string, clickId: string) {
  return {
    source_url: "https://example.com/ad",
    source_id: "120200000000000001",
    source_type: "ad",
    headline,
    body: headline,
    media_type: "image",
    ctwa_clid: clickId,
  };
}
