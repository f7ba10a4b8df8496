import type { MessageContent } from "@/server/conversations/schema";

/** The inbox's own word for a kind on the phone, so that both draw it with the same icon. */
export function previewType(kind: string): MessageContent["type"] {
  switch (kind) {
    case "text":
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
    case "location":
    case "contacts":
    case "template":
    case "order":
      return kind;
    case "menu":
    case "chosen":
    case "system":
    case "reaction":
      return "text";
    default:
      return "unsupported";
  }
}
