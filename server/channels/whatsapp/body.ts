import type { OutboundMessage } from "@/server/channels/adapter";
import { interactiveBody } from "./interactive-body";
import { present } from "./json";
import { templateBody } from "./template-body";

/** The content types that travel as a file, which is uploaded first. */
export const FILE_TYPES = ["image", "video", "audio", "document", "sticker"];

/** Who it goes to, in which thread, and our own id, which comes back in its statuses. */
export function requestFor(message: OutboundMessage, content: object): object {
  const { to } = message;
  const digits = to.address.replace(/\D/g, "");
  const quoted = message.content.type === "reaction" ? undefined : message.replyToProviderId;
  return present({
    messaging_product: "whatsapp",
    recipient_type: "individual",
    // Without the plus the carrier would put the country code of our own number before it.
    to: to.kind === "phone" ? `+${digits}` : undefined,
    recipient: to.kind === "scoped" ? to.address : undefined,
    context: quoted ? { message_id: quoted } : undefined,
    biz_opaque_callback_data: message.messageId,
    ...content,
  });
}

/** The part of a request that says something, as the carrier wants it; undefined for what cannot be sent. */
export function contentFor(message: OutboundMessage, mediaId: string | undefined): object | undefined {
  const { content } = message;
  switch (content.type) {
    case "text":
      return { type: "text", text: { body: content.body, preview_url: /https?:\/\//i.test(content.body) } };
    case "image":
    case "video":
      return {
        type: content.type,
        [content.type]: present({ id: mediaId, caption: content.caption || undefined }),
      };
    case "document": {
      const filename = content.name ?? message.file?.name;
      return {
        type: "document",
        document: present({ id: mediaId, caption: content.caption || undefined, filename }),
      };
    }
    case "audio":
      return { type: "audio", audio: { id: mediaId, ...(isVoice(message) ? { voice: true } : {}) } };
    case "sticker":
      return { type: "sticker", sticker: { id: mediaId } };
    case "location": {
      const { latitude, longitude, name, address } = content;
      return { type: "location", location: present({ latitude, longitude, name, address }) };
    }
    case "contacts":
      return { type: "contacts", contacts: content.contacts.map(card) };
    case "template":
      return { type: "template", template: templateBody(content) };
    case "buttons":
    case "list":
      return { type: "interactive", interactive: interactiveBody(content) };
    case "reaction":
      return { type: "reaction", reaction: { message_id: content.targetProviderId, emoji: content.emoji } };
    default:
      return undefined;
  }
}

/** Only Ogg can be a voice note; any other recording goes as a file that plays. */
function isVoice(message: OutboundMessage): boolean {
  return (
    message.content.type === "audio" &&
    message.content.voice &&
    message.file?.mime.startsWith("audio/ogg") === true
  );
}

function card(contact: {
  name: string;
  phones: string[];
  emails: string[];
  organization?: string | undefined;
}) {
  return present({
    name: { formatted_name: contact.name, first_name: contact.name },
    phones: contact.phones.length > 0 ? contact.phones.map((phone) => ({ phone, type: "CELL" })) : undefined,
    emails: contact.emails.length > 0 ? contact.emails.map((email) => ({ email, type: "WORK" })) : undefined,
    org: contact.organization ? { company: contact.organization } : undefined,
  });
}
