import type { MessageContent } from "../schema";

/** Codes and keys that nobody reads, as message_words() in the database leaves them out. */
const unread = new Set([
  "type",
  "templateId",
  "attachmentId",
  "language",
  "category",
  "values",
  "payload",
  "id",
  "of",
]);

/** All that a message says in words, in reading order: what the search looks through and shows. */
export function saidText(content: MessageContent): string {
  if (content.type === "text" || content.type === "note") return content.body;
  if (content.type === "event" || content.type === "unknown" || content.type === "unsupported") return "";
  const top = Object.entries(content).filter(([key]) => !unread.has(key));
  return top.flatMap(([, value]) => textsIn(value)).join(" · ");
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
