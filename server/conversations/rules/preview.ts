import type { MessageContent } from "../schema";

/** One line of at most 160 characters for lists and notifications. */
export function previewOf(content: MessageContent): string {
  return lineOf(content).replace(/\s+/g, " ").trim().slice(0, 160);
}

function lineOf(content: MessageContent): string {
  switch (content.type) {
    case "text":
    case "note":
      return content.body;
    case "template":
    case "buttons":
    case "list":
      return content.body;
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return content.caption ?? ("name" in content ? (content.name ?? "") : "");
    case "location":
      return content.name ?? content.address ?? "";
    case "contacts":
      return content.contacts.map((c) => c.name).join(", ");
    case "button":
    case "system":
      return content.text;
    case "choice":
      return content.title;
    // Its body is the carrier's own "Sent", in one language for all.
    case "form":
      return "";
    case "order":
      return content.text ?? "";
    case "unsupported":
      return "";
    case "unknown":
      return "";
    case "event":
      return "";
  }
}
