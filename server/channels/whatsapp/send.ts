import type { CarrierAccount, HandOver, OutboundMessage } from "@/server/channels/adapter";
import { CarrierError } from "@/server/channels/carrier-error";
import { contentFor, FILE_TYPES, requestFor } from "./body";
import { classOf, stopsOf, waitOf } from "./errors";
import { postMessage, type Sent } from "./graph";
import { uploadMedia } from "./graph-media";
import { present } from "./json";

/**
 * Hands one message over, once, and says what became of it. Never throws. Only `again` may be repeated: there the carrier
 * itself said that it did not take the message, or the request never left. Whatever else stays without an answer is `unknown`.
 */
export async function send(account: CarrierAccount, message: OutboundMessage): Promise<HandOver> {
  const file = FILE_TYPES.includes(message.content.type) ? await upload(account, message) : undefined;
  if (file && "outcome" in file) return file;
  const content = contentFor(message, file?.id);
  if (!content) return { outcome: "rejected", code: "not-sendable", detail: message.content.type };
  try {
    return accepted(message, await postMessage(account, account.externalId, requestFor(message, content)));
  } catch (error) {
    return outcomeOf(error);
  }
}

/** The file goes first. Whatever happens to it, the message itself did not leave: its failure is never `unknown`. */
async function upload(account: CarrierAccount, message: OutboundMessage): Promise<{ id: string } | HandOver> {
  const { file } = message;
  if (!file) return { outcome: "rejected", code: "file-missing" };
  let bytes: Buffer;
  try {
    bytes = await file.read();
  } catch (error) {
    return again("file-unreadable", String(error));
  }
  try {
    const upload = present({ bytes, mime: file.mime, name: file.name });
    return { id: await uploadMedia(account, account.externalId, upload) };
  } catch (error) {
    const outcome = outcomeOf(error);
    return outcome.outcome === "unknown" ? again("unreachable", outcome.detail) : outcome;
  }
}

function accepted(message: OutboundMessage, { messages: [first], contacts }: Sent): HandOver {
  const contact = contacts?.[0];
  const held = first.message_status === "held_for_quality_assessment" || first.message_status === "paused";
  const phone = contact?.wa_id ? { kind: "phone" as const, address: contact.wa_id } : undefined;
  const scoped = contact?.user_id ? { kind: "scoped" as const, address: contact.user_id } : undefined;
  const confirmedAddress = message.to.kind === "phone" ? (phone ?? scoped) : (scoped ?? phone);
  return present({
    outcome: "accepted" as const,
    providerId: first.id,
    confirmedAddress,
    held: held || undefined,
  });
}

function outcomeOf(error: unknown): HandOver {
  if (!(error instanceof CarrierError)) return { outcome: "unknown", detail: String(error) };
  const { code, cls, detail } = error;
  switch (cls) {
    case "unanswered":
      return { outcome: "unknown", detail: detail ?? code };
    case "unreachable":
    case "transient":
    case "rate":
    case "rate_pair":
      return again(code, detail);
    default:
      return present({ outcome: "rejected" as const, code, detail, stops: stopsOf(code) });
  }
}

function again(code: string, detail: string | undefined): HandOver {
  const throttled = classOf(code) === "rate" || classOf(code) === "rate_pair";
  return present({ outcome: "again" as const, code, detail, afterMs: waitOf(code), throttled });
}
