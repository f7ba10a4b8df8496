import type { Words } from "@/server/testing/words";
import type { ConversationFact, Facts } from "./facts";

/** What the last line of a row says. */
export function lastLine(c: ConversationFact, facts: Facts, t: Words): string {
  if (!c.preview) return "";
  const text = c.preview.text || kindName(c.preview.kind, t);
  const lost = undelivered(c, facts, t);
  if (lost) return `${lost}${text}`;
  return c.preview.direction === "out" ? `${t("inbox.row.ours")} ${text}` : text;
}

/** In place of the sign of an answer, where we spoke last and it did not arrive, or nobody knows. */
export function undelivered(c: ConversationFact, facts: Facts, t: Words): string {
  if (c.preview?.direction !== "out") return "";
  const ours = facts.messages.filter(
    (m) => m.conversationId === c.id && m.direction === "out" && m.origin !== "automatic",
  );
  const state = ours.at(-1)?.state;
  return state === "rejected" || state === "failed" || state === "unconfirmed"
    ? `${t(`inbox.state.${state}`)}: `
    : "";
}

const kinds: Record<string, Parameters<Words>[0]> = {
  image: "inbox.message.quotedImage",
  video: "inbox.message.quotedVideo",
  audio: "inbox.message.quotedAudio",
  document: "inbox.message.quotedDocument",
  sticker: "inbox.message.quotedSticker",
  location: "inbox.message.quotedLocation",
  contacts: "inbox.message.quotedContacts",
  template: "inbox.message.quotedTemplate",
  order: "inbox.message.quotedOrder",
  form: "inbox.message.form",
};

const kindName = (kind: string, t: Words): string => t(kinds[kind] ?? "inbox.message.quotedOther");

export const flat = (text: string): string => text.replace(/\s+/g, " ").trim();
