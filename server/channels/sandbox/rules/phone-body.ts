import { asList, asNumber, asObject, asText, type Json } from "@/server/channels/whatsapp/json";
import type { ThreadMessage } from "@/server/sandbox/contract";

/** A file in a chat. `id` is the carrier's. */
export interface PhoneMedia {
  id: string;
  mime: string;
  name: string | null;
  size: number | null;
}

type MediaKind = "image" | "audio" | "video" | "document" | "sticker";

/** A picture, film or file above the words of a template or a menu; `file` is null when the carrier has it not, `link` where it is instead. */
export interface HeaderMedia {
  kind: MediaKind;
  file: PhoneMedia | null;
  link: string | null;
}

/** `reply` answers with itself, `link` opens elsewhere, `copy` takes its code along, `idle` needs a real phone. */
export type PhoneButton =
  | { does: "reply"; text: string; payload: string }
  | { does: "link"; text: string; url: string }
  | { does: "copy"; text: string; code: string }
  | { does: "idle"; text: string };

/** A card of a carousel, or what stands in a template besides its cards. */
export interface PhoneCard {
  headerMedia: HeaderMedia | null;
  body: string;
  buttons: PhoneButton[];
}

export interface OrderLine {
  product: string;
  quantity: number;
  price: number | null;
  currency: string | null;
}

export interface MenuRow {
  id: string;
  title: string;
  description: string | null;
}

/** What a message says, as the customer sees it. */
export type PhoneBody =
  | { type: "text"; body: string }
  | { type: "media"; kind: MediaKind; file: PhoneMedia | null; caption: string | null; voice: boolean }
  | { type: "location"; latitude: number; longitude: number; name: string | null; address: string | null }
  | { type: "contacts"; contacts: { name: string; phones: string[] }[] }
  | {
      type: "template";
      name: string;
      header: string | null;
      headerMedia: HeaderMedia | null;
      body: string;
      footer: string | null;
      buttons: PhoneButton[];
      cards: PhoneCard[];
      /** For a limited time; `until` is null where it does not say until when. */
      offer: { text: string; until: Date | null } | null;
    }
  /** Words with buttons or a list to choose from. */
  | {
      type: "menu";
      header: string | null;
      headerMedia: HeaderMedia | null;
      body: string;
      footer: string | null;
      choices: MenuRow[];
      list: { label: string; sections: { title: string | null; rows: MenuRow[] }[] } | null;
      buttons: PhoneButton[];
    }
  | { type: "order"; text: string | null; items: OrderLine[] }
  /** The customer pressed a button or picked a row. */
  | { type: "chosen"; title: string; description: string | null }
  | { type: "system"; text: string }
  | { type: "other"; of: string };

/** Reads the carrier's JSON; what it does not know is `other` with its name. */
export function phoneBody(message: ThreadMessage): PhoneBody {
  const { type, content } = message;
  switch (type) {
    case "text":
      return { type, body: asText(content.body) ?? "" };
    case "image":
    case "audio":
    case "video":
    case "document":
    case "sticker":
      return mediaBody(type, message);
    case "location":
      return locationBody(content);
    case "contacts":
      return { type, contacts: cardsOf(content) };
    case "template":
      return message.rendered ? templateBody(message.rendered) : { type: "other", of: type };
    case "interactive":
      return interactiveBody(content) ?? { type: "other", of: type };
    case "button":
      return { type: "chosen", title: asText(content.text) ?? "", description: null };
    case "order":
      return { type, text: asText(content.text) ?? null, items: linesOf(content) };
    case "system":
      return { type, text: asText(content.body) ?? "" };
    default:
      return { type: "other", of: type };
  }
}

function mediaBody(kind: MediaKind, { content, media }: ThreadMessage): PhoneBody {
  const file = media && { id: media.id, mime: media.mimeType, name: media.filename, size: media.size };
  const name = asText(content.filename);
  return {
    type: "media",
    kind,
    file: file && { ...file, name: name ?? file.name },
    caption: asText(content.caption) ?? null,
    voice: content.voice === true,
  };
}

function locationBody(content: Json): PhoneBody {
  return {
    type: "location",
    latitude: asNumber(content.latitude) ?? 0,
    longitude: asNumber(content.longitude) ?? 0,
    name: asText(content.name) ?? null,
    address: asText(content.address) ?? null,
  };
}

function cardsOf(content: Json): { name: string; phones: string[] }[] {
  const cards = Array.isArray(content) ? content : asList(content.contacts);
  return cards.flatMap((each) => {
    const card = asObject(each);
    if (!card) return [];
    const phones = asList(card.phones).flatMap((phone) => asText(asObject(phone)?.phone) ?? []);
    return [{ name: asText(asObject(card.name)?.formatted_name) ?? phones[0] ?? "", phones }];
  });
}

function linesOf(content: Json): OrderLine[] {
  return asList(content.product_items).flatMap((each) => {
    const item = asObject(each);
    const product = asText(item?.product_retailer_id);
    if (!item || !product) return [];
    const price = asNumber(item.item_price) ?? null;
    return [
      { product, quantity: asNumber(item.quantity) ?? 1, price, currency: asText(item.currency) ?? null },
    ];
  });
}

function templateBody(rendered: Json): PhoneBody {
  return {
    type: "template",
    name: asText(rendered.name) ?? "",
    header: asText(rendered.header) ?? null,
    headerMedia: headerMediaOf(asObject(rendered.headerMedia)),
    body: asText(rendered.body) ?? "",
    footer: asText(rendered.footer) ?? null,
    buttons: asList(rendered.buttons).flatMap((each) => buttonOf(asObject(each))),
    cards: asList(rendered.cards).flatMap((each) => cardOf(asObject(each))),
    offer: offerOf(asObject(rendered.offer)),
  };
}

function cardOf(card: Json | undefined): PhoneCard[] {
  if (!card) return [];
  return [
    {
      headerMedia: headerMediaOf(asObject(card.headerMedia)),
      body: asText(card.body) ?? "",
      buttons: asList(card.buttons).flatMap((each) => buttonOf(asObject(each))),
    },
  ];
}

function offerOf(offer: Json | undefined): { text: string; until: Date | null } | null {
  if (!offer) return null;
  const until = asNumber(offer.until);
  return { text: asText(offer.text) ?? "", until: until === undefined ? null : new Date(until) };
}

function buttonOf(button: Json | undefined): PhoneButton[] {
  const text = asText(button?.text);
  if (!button || !text) return [];
  const url = asText(button.url);
  if (button.type === "QUICK_REPLY")
    return [{ does: "reply", text, payload: asText(button.payload) ?? text }];
  const code = asText(button.code);
  if (code) return [{ does: "copy", text, code }];
  return [url && /^https?:/.test(url) ? { does: "link", text, url } : { does: "idle", text }];
}

function headerMediaOf(header: Json | undefined): HeaderMedia | null {
  const kind = asText(header?.type);
  if (!header || (kind !== "image" && kind !== "video" && kind !== "document")) return null;
  const id = asText(header.id) ?? asText(asObject(header[kind])?.id);
  const link = asText(header.link) ?? asText(asObject(header[kind])?.link);
  const mime = { image: "image/*", video: "video/*", document: "application/pdf" }[kind];
  const file = id ? { id, mime, name: asText(header.filename) ?? null, size: null } : null;
  return { kind, file, link: !file && link && /^https?:/.test(link) ? link : null };
}

function interactiveBody(content: Json): PhoneBody | undefined {
  const answer = asObject(content.button_reply) ?? asObject(content.list_reply);
  if (answer) {
    return {
      type: "chosen",
      title: asText(answer.title) ?? "",
      description: asText(answer.description) ?? null,
    };
  }
  const action = asObject(content.action);
  if (!action) return undefined;
  const header = asObject(content.header);
  return {
    type: "menu",
    header: asText(header?.text) ?? null,
    headerMedia: headerMediaOf(header),
    body: asText(asObject(content.body)?.text) ?? "",
    footer: asText(asObject(content.footer)?.text) ?? null,
    choices: asList(action.buttons).flatMap((each) => rowOf(asObject(asObject(each)?.reply))),
    list: listOf(action),
    buttons: linkOf(action),
  };
}

function listOf(action: Json) {
  const label = asText(action.button);
  if (!label) return null;
  const sections = asList(action.sections).flatMap((each) => {
    const section = asObject(each);
    if (!section) return [];
    const rows = asList(section.rows).flatMap((row) => rowOf(asObject(row)));
    return [{ title: asText(section.title) ?? null, rows }];
  });
  return { label, sections };
}

function rowOf(row: Json | undefined): MenuRow[] {
  const [id, title] = [asText(row?.id), asText(row?.title)];
  return id && title ? [{ id, title, description: asText(row?.description) ?? null }] : [];
}

function linkOf(action: Json): PhoneButton[] {
  const parameters = asObject(action.parameters);
  const text = asText(parameters?.display_text) ?? asText(parameters?.flow_cta);
  if (!text) return [];
  const url = asText(parameters?.url);
  return [url && /^https?:/.test(url) ? { does: "link", text, url } : { does: "idle", text }];
}
