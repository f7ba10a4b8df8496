import { GraphError } from "../errors";
import { isObject } from "../http";
import type { Json } from "../model";
import { object, text, wrong } from "./check";

const TYPES = [
  "audio",
  "contacts",
  "document",
  "image",
  "interactive",
  "location",
  "reaction",
  "sticker",
  "template",
  "text",
  "video",
];
const KEYS = new Set([
  ...TYPES,
  "messaging_product",
  "recipient_type",
  "recipient_identity_key_hash",
  "to",
  "recipient",
  "type",
  "context",
  "biz_opaque_callback_data",
  "messaging_account_id",
  "message_activity_sharing",
  "access_token",
]);
const MAX_OPAQUE = 512;

/** What every send says besides its content. */
export interface Envelope {
  to: { input: string; by: "phone" | "bsuid" | "group" };
  type: string;
  content: Json;
  context: Json | null;
  opaque: string | null;
}

/** Reads a send request's envelope. @throws 100, 131008, 131009, 131051 with Meta's words */
export function readEnvelope(body: Json): Envelope {
  requireProduct(body);
  const to = readRecipient(body);
  const type = readType(body);
  for (const key of Object.keys(body))
    if (!KEYS.has(key)) throw new GraphError(100, `Unexpected key "${key}" on param "message".`);
  const opaque = body.biz_opaque_callback_data;
  if (opaque !== undefined && (typeof opaque !== "string" || opaque.length > MAX_OPAQUE))
    throw new GraphError(
      100,
      `Param biz_opaque_callback_data must be a string of at most ${MAX_OPAQUE} characters.`,
    );
  const content = type === "contacts" ? { contacts: body.contacts } : object(body, type);
  return { to, type, content, context: readContext(body, type), opaque: opaque ?? null };
}

/** @throws 100 unless the body says `messaging_product: "whatsapp"` */
export function requireProduct(body: Json): void {
  if (body.messaging_product === undefined)
    throw new GraphError(100, "The parameter messaging_product is required.");
  if (body.messaging_product !== "whatsapp")
    throw new GraphError(
      100,
      `Param messaging_product must be one of {WHATSAPP} - got "${body.messaging_product}".`,
    );
}

/** `to` wins over `recipient` when both are there. */
function readRecipient(body: Json): Envelope["to"] {
  const group = body.recipient_type === "group";
  if (body.recipient_type !== undefined && body.recipient_type !== "individual" && !group)
    throw new GraphError(
      100,
      `Param recipient_type must be one of {INDIVIDUAL, GROUP} - got "${body.recipient_type}".`,
    );
  if (typeof body.to === "string" && body.to !== "") return { input: body.to, by: group ? "group" : "phone" };
  if (body.to !== undefined && body.to !== "") throw new GraphError(100, "Param to must be a string.");
  if (typeof body.recipient !== "string" || body.recipient === "")
    throw new GraphError(100, "The parameter to is required.");
  if (!/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(body.recipient))
    throw wrong("recipient is not a valid user ID.");
  return { input: body.recipient, by: "bsuid" };
}

function readType(body: Json): string {
  const type = body.type ?? "text";
  if (typeof type === "string" && TYPES.includes(type)) return type;
  throw new GraphError(100, `Param type must be one of {${TYPES.join(", ").toUpperCase()}} - got "${type}".`);
}

function readContext(body: Json, type: string): Json | null {
  if (body.context === undefined || body.context === null) return null;
  if (!isObject(body.context)) throw new GraphError(100, "Param context must be a JSON object.");
  if (type === "reaction") throw wrong("A reaction message cannot be a contextual reply.");
  return { id: text(body.context, "message_id", "context['message_id']", 512) };
}
