import { type InboundContent, nilUuid } from "@/server/channels/adapter";
import type { SenderAddress } from "@/server/contacts/schema";
import { asList, asNumber, asObject, asText, type Json, present } from "../json";
import { addressOf } from "../people";
import { readInteractive } from "./interactive";

/** What a message says. A type that is not known, or a known one without what makes it, is `unknown` with its name. */
export function readContent(message: Json): InboundContent {
  const type = asText(message.type) ?? "none";
  return known(type, message) ?? { type: "unknown", of: type.slice(0, 60) };
}

function known(type: string, message: Json): InboundContent | undefined {
  const said = asObject(message[type]) ?? {};
  switch (type) {
    case "text": {
      const body = asText(said.body);
      return body === undefined ? undefined : { type, body };
    }
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return readFile(type, said, message);
    case "location":
      return readLocation(said);
    case "contacts":
      return { type, contacts: asList(message.contacts).flatMap((each) => readCard(asObject(each))) };
    case "button":
      return readButton(said);
    case "interactive":
      return readInteractive(said);
    case "order":
      return readOrder(said);
    case "system":
      return { type, event: asText(said.type) ?? "unknown", text: asText(said.body) ?? "" };
    case "unsupported":
      return readUnsupported(message, asText(said.type));
    default:
      return undefined;
  }
}

type FileType = "image" | "video" | "audio" | "document" | "sticker";

function readFile(type: FileType, file: Json, message: Json): InboundContent | undefined {
  if (asList(message.errors).length > 0) return readUnsupported(message, type);
  if (!asText(file.id)) return undefined;
  const base = present({ attachmentId: nilUuid, caption: asText(file.caption) });
  if (type === "audio") return { type, ...base, voice: file.voice === true };
  if (type === "sticker") return { type, ...base, animated: file.animated === true };
  if (type === "document") return present({ type, ...base, name: asText(file.filename) });
  return { type, ...base };
}

/** The customer sent what cannot be shown, or the carrier could not fetch it. */
function readUnsupported(message: Json, what: string | undefined): InboundContent {
  const error = asObject(asList(message.errors)[0]) ?? {};
  const detail = asText(asObject(error.error_data)?.details) ?? asText(error.details) ?? asText(error.title);
  return present({ type: "unsupported" as const, reason: what ?? asText(error.code) ?? "unknown", detail });
}

function readLocation(said: Json): InboundContent | undefined {
  const [latitude, longitude] = [asNumber(said.latitude), asNumber(said.longitude)];
  if (latitude === undefined || longitude === undefined) return undefined;
  return present({
    type: "location" as const,
    latitude,
    longitude,
    name: asText(said.name),
    address: asText(said.address),
  });
}

function readButton(said: Json): InboundContent | undefined {
  const text = asText(said.text) ?? asText(said.payload);
  return text === undefined
    ? undefined
    : present({ type: "button" as const, text, payload: asText(said.payload) });
}

function readOrder(said: Json): InboundContent {
  const items = asList(said.product_items).flatMap((each) => {
    const item = asObject(each);
    const product = asText(item?.product_retailer_id);
    if (!item || !product) return [];
    const price = asNumber(item.item_price);
    return [
      present({ product, quantity: asNumber(item.quantity) ?? 1, price, currency: asText(item.currency) }),
    ];
  });
  return present({ type: "order" as const, text: asText(said.text), items });
}

function readCard(card: Json | undefined) {
  if (!card) return [];
  const name = asObject(card.name);
  const phones = asList(card.phones).flatMap(
    (each) => asText(asObject(each)?.phone) ?? asText(asObject(each)?.wa_id) ?? [],
  );
  const emails = asList(card.emails).flatMap((each) => asText(asObject(each)?.email) ?? []);
  const parts = [asText(name?.first_name), asText(name?.last_name)].filter(Boolean).join(" ");
  const shown = asText(name?.formatted_name) ?? (parts || phones[0] || emails[0] || "");
  return [present({ name: shown, phones, emails, organization: asText(asObject(card.org)?.company) })];
}

/** The number that a customer shared when asked for it; a card of somebody else is not theirs. */
export function sharedPhone(message: Json): SenderAddress | undefined {
  const card = asList(message.contacts)
    .map(asObject)
    .find((each) => each?.origin === "contact_request");
  const phone = asObject(asList(card?.phones)[0]);
  const address = addressOf(asText(phone?.wa_id) ?? asText(phone?.phone));
  return address?.kind === "phone" ? address : undefined;
}
