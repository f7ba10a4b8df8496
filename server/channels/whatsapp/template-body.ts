import type { MessageContent } from "@/server/conversations/schema";
import { present } from "./json";

type Template = Extract<MessageContent, { type: "template" }>;

/**
 * A template with its values, as the carrier wants it. The keys of `values` say where each belongs
 * (server/templates/rules/render.ts): `1` or `first_name` in the body, `header.1`, `header-media.image` with an address
 * or an uploaded id, `button.0.url`; those of a card stand behind its place, `card.0.`.
 */
export function templateBody(template: Template): object {
  const entries = Object.entries(template.values);
  const components = [
    ...textsAndMedia(entries),
    ...expiry(template.values["offer.expires"]),
    ...buttonsOf(entries),
    ...carousel(entries),
  ];
  return present({
    name: template.name,
    language: { code: template.language },
    components: components.length > 0 ? components : undefined,
  });
}

type Entry = [key: string, value: string];

function textsAndMedia(entries: Entry[]): object[] {
  const header = [...textsOf(entries, "header."), ...mediaOf(entries)];
  const body = entries
    .filter(([key]) => !key.includes("."))
    .sort(byPosition)
    .map(([key, text]) => textParameter(key, text));
  return [
    ...(header.length > 0 ? [{ type: "header", parameters: header }] : []),
    ...(body.length > 0 ? [{ type: "body", parameters: body }] : []),
  ];
}

function expiry(written: string | undefined): object[] {
  if (written === undefined) return [];
  const limited_time_offer = { expiration_time_ms: Date.parse(written) };
  return [
    {
      type: "limited_time_offer",
      parameters: [{ type: "limited_time_offer", limited_time_offer }],
    },
  ];
}

const buttonsOf = (entries: Entry[]): object[] =>
  entries.flatMap(([key, value]) => buttonOf(key, value)).sort((a, b) => Number(a.index) - Number(b.index));

/** Every card of a carousel wants the file of its header: so each is among the values. */
function carousel(entries: Entry[]): object[] {
  const places = entries.flatMap(([key]) => /^card\.(\d)\./.exec(key)?.[1] ?? []);
  const cards = [...new Set(places)].sort().map((place) => {
    const before = `card.${place}.`;
    const own = entries
      .filter(([key]) => key.startsWith(before))
      .map(([key, value]): Entry => [key.slice(before.length), value]);
    return { card_index: Number(place), components: [...textsAndMedia(own), ...buttonsOf(own)] };
  });
  return cards.length > 0 ? [{ type: "carousel", cards }] : [];
}

function textsOf(entries: Entry[], prefix: string): object[] {
  return entries
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]) => textParameter(key.slice(prefix.length), text));
}

/** Numbered placeholders go by their order, named ones by their name. */
function textParameter(name: string, text: string): object {
  return /^\d+$/.test(name) ? { type: "text", text } : { type: "text", parameter_name: name, text };
}

function byPosition([a]: Entry, [b]: Entry): number {
  return (Number(a) || 0) - (Number(b) || 0);
}

function mediaOf(entries: Entry[]): object[] {
  return entries.flatMap(([key, value]) => {
    const kind = /^header-media\.(image|video|document|location)$/.exec(key)?.[1];
    if (!kind) return [];
    return [
      {
        type: kind,
        [kind]:
          kind === "location" ? place(value) : /^https?:/i.test(value) ? { link: value } : { id: value },
      },
    ];
  });
}

/** A place is written `latitude, longitude, name, address`. */
function place(value: string): object {
  const [latitude, longitude, name, ...address] = value.split(",").map((part) => part.trim());
  return present({ latitude, longitude, name: name || undefined, address: address.join(", ") || undefined });
}

function buttonOf(
  key: string,
  value: string,
): { type: "button"; sub_type: string; index: string; parameters: object[] }[] {
  const [, index, kind] = /^button\.(\d)\.(url|copy_code|quick_reply)$/.exec(key) ?? [];
  if (!index || !kind) return [];
  const parameter = {
    url: { type: "text", text: value },
    copy_code: { type: "coupon_code", coupon_code: value },
    quick_reply: { type: "payload", payload: value },
  }[kind];
  return parameter ? [{ type: "button", sub_type: kind, index, parameters: [parameter] }] : [];
}
