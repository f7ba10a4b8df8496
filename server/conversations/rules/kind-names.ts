import type { MessageContent } from "../schema";

/** Where the word for each kind of message stands in the texts `inbox.message`. */
const names = {
  image: "quotedImage",
  video: "quotedVideo",
  audio: "quotedAudio",
  document: "quotedDocument",
  sticker: "quotedSticker",
  location: "quotedLocation",
  contacts: "quotedContacts",
  template: "quotedTemplate",
  order: "quotedOrder",
  form: "form",
} as const;

export const kindNameOf = (type: MessageContent["type"]) =>
  type in names ? names[type as keyof typeof names] : "quotedOther";
