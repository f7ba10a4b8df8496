import type { TemplateComponents } from "../schema";
import { keysOf, urlKey } from "./button-place";
import { destinationOf } from "./measured-links";
import {
  allButtons,
  buttonsOf,
  type Component,
  cardsOf,
  isCodeButton,
  offerOf,
  partOf,
  placedButtons,
  type TemplateButton,
  upper,
} from "./parts";

/** One place of a template that wants a value. */
export interface Placeholder {
  /**
   * The key of its value: `1` or `first_name` in the body, `header.1`, `header-media.image` (an address or an uploaded id;
   * a location is `latitude, longitude, name, address`), `button.0.url` (what completes the address), `button.1.copy_code`;
   * the same within a card after its place, e.g. `card.0.header-media.image`; `offer.expires` (a moment, see momentOf()).
   */
  key: string;
  part: "header" | "media" | "body" | "button" | "offer";
  /** The place of the card that it is in. */
  card?: number;
  /** As it stands in the text; for a button its label, for media the kind. */
  name: string;
  example?: string;
  /** Of a button: the address as it stands before the value. */
  completes?: string;
}

export interface RenderedTemplate {
  header?: string;
  body: string;
  footer?: string;
  buttons: string[];
  /** Of a carousel; what is in their headers stands in the values. */
  cards?: RenderedCard[];
  /** What is offered for a limited time; until when stands in the values. */
  offer?: string;
  /** Where its measured buttons lead, with these values; none where it has none. */
  links?: RenderedLink[];
}

export interface RenderedCard {
  body?: string;
  buttons: string[];
}

export interface RenderedLink {
  /** See buttonPlace(). */
  button: number;
  url: string;
  /** As the template has it, where a part of it is the message's own. */
  pattern?: string;
}

/** The template as the customer sees it. A placeholder without a value stays as it is written. */
export function renderTemplate(
  components: TemplateComponents,
  values: Record<string, string>,
): RenderedTemplate {
  const header = partOf(components, "HEADER");
  const headerText = header && isText(header) ? header.text : undefined;
  const footer = partOf(components, "FOOTER")?.text;
  const links = linksIn(components, values);
  const cards = cardsOf(components);
  const offer = offerOf(components);
  return {
    ...(headerText === undefined
      ? {}
      : { header: fill(headerText, (name) => given(values, `header.${name}`)) }),
    body: fill(partOf(components, "BODY")?.text ?? "", (name) => given(values, name)),
    ...(footer === undefined ? {} : { footer }),
    buttons: labelsOf(components),
    ...(cards.length === 0 ? {} : { cards: cards.map((card, place) => renderCard(card, place, values)) }),
    ...(offer ? { offer: offer.text } : {}),
    ...(links.length === 0 ? {} : { links }),
  };
}

const labelsOf = (components: TemplateComponents): string[] =>
  buttonsOf(components).map((button) => button.text ?? upper(button.type));

function renderCard(card: TemplateComponents, place: number, values: Record<string, string>): RenderedCard {
  const text = partOf(card, "BODY")?.text;
  return {
    ...(text ? { body: fill(text, (name) => given(values, `${keysOf(place)}${name}`)) } : {}),
    buttons: labelsOf(card),
  };
}

function linksIn(components: TemplateComponents, values: Record<string, string>): RenderedLink[] {
  return placedButtons(components).flatMap(({ measured, url = "", place: button }) => {
    if (!measured) return [];
    const value = given(values, urlKey(button));
    const whole = destinationOf(url, value);
    if (namesIn(url).length === 0) return [{ button, url }];
    return whole === null || !value ? [] : [{ button, url: whole, pattern: url }];
  });
}

/** Every value that a template wants, in the order in which it is read. */
export function placeholdersOf(components: TemplateComponents): Placeholder[] {
  const expires: Placeholder[] = offerOf(components)?.expires
    ? [{ key: "offer.expires", part: "offer", name: "expires" }]
    : [];
  const cards = cardsOf(components).flatMap((parts, card) =>
    inMessage(parts).map((place) => ({ ...place, key: `${keysOf(card)}${place.key}`, card })),
  );
  return [...inMessage(components, expires), ...cards];
}

const inMessage = (components: TemplateComponents, expires: Placeholder[] = []): Placeholder[] => [
  ...inHeader(components),
  ...expires,
  ...inBody(components),
  ...buttonsOf(components).flatMap(inButton),
];

/** The values as they are handed over: a one-time code stands in the text and once more in its button. */
export function completed(
  components: TemplateComponents,
  values: Record<string, string>,
): Record<string, string> {
  const code = codeOf(components, values);
  if (code === undefined) return values;
  return { ...values, ...Object.fromEntries(codeKeys(components).map((key) => [key, code])) };
}

/** The places that say again what stands in the text. */
export const codeKeys = (components: TemplateComponents): string[] =>
  buttonsOf(components).flatMap((button, at) => (isCodeButton(button) ? [`button.${at}.url`] : []));

/** A template of a one-time code has one value, and it is the code. */
export function codeOf(components: TemplateComponents, values: Record<string, string>): string | undefined {
  const [place] = codeKeys(components).length > 0 ? inBody(components) : [];
  return place && given(values, place.key);
}

/** The keys of the values that are missing or blank; no value completes a link that leads nowhere. */
export function missingValues(components: TemplateComponents, values: Record<string, string>): string[] {
  const lost = placedButtons(components).flatMap((button) => (button.lost ? [urlKey(button.place)] : []));
  return placeholdersOf(components)
    .map(({ key }) => key)
    .filter((key) => lost.includes(key) || !given(values, key)?.trim());
}

/**
 * Kinds of parts that cannot be filled in here; a template with any of them must not be offered. Cards of products are among them: what
 * they show stands in a catalogue of the carrier's that we do not read.
 */
export function unsupportedParts(components: TemplateComponents): string[] {
  const cards = cardsOf(components);
  const parts = components.map((each) => upper(each.type)).filter((type) => !PARTS.includes(type));
  const strange = cards.flatMap((card) => {
    const format = upper(partOf(card, "HEADER")?.format);
    return CARD_MEDIA.includes(format) ? [] : [`CARD_${format || "HEADER"}`];
  });
  const buttons = [components, ...cards]
    .flatMap(buttonsOf)
    .map((each) => upper(each.type))
    .filter((type) => !BUTTONS.includes(type));
  const bare = partOf(components, "CAROUSEL") && cards.length === 0 ? ["CAROUSEL"] : [];
  const lost = allButtons(components).some((each) => each.lost) ? ["LOST_LINK"] : [];
  return [...new Set([...parts, ...bare, ...strange, ...buttons, ...lost])];
}

const PARTS = ["HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER"];
const BUTTONS = ["QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "OTP", "REQUEST_CONTACT_INFO"];
const MEDIA = ["IMAGE", "VIDEO", "DOCUMENT", "LOCATION"];
const CARD_MEDIA = ["IMAGE", "VIDEO"];

function inHeader(components: TemplateComponents): Placeholder[] {
  const header = partOf(components, "HEADER");
  const kind = upper(header?.format).toLowerCase();
  if (!header) return [];
  if (MEDIA.includes(upper(header.format)))
    return [{ key: `header-media.${kind}`, part: "media", name: kind }];
  const example = examples(header, "header_text");
  return namesIn(header.text).map((name, i) => ({
    key: `header.${name}`,
    part: "header",
    name,
    ...example(name, i),
  }));
}

function inBody(components: TemplateComponents): Placeholder[] {
  const body = partOf(components, "BODY");
  const example = body ? examples(body, "body_text") : () => ({});
  const names = namesIn(body?.text);
  // The words around a one-time code are the carrier's own, and it does not always list them.
  const wanted = names.length === 0 && codeKeys(components).length > 0 ? ["1"] : names;
  return wanted.map((name, i) => ({ key: name, part: "body", name, ...example(name, i) }));
}

function inButton(button: TemplateButton, index: number): Placeholder[] {
  const type = upper(button.type);
  const name = button.text ?? type;
  if (type === "COPY_CODE") return [{ key: `button.${index}.copy_code`, part: "button", name }];
  const wants = type === "URL" && namesIn(button.url).length > 0 && !isCodeButton(button);
  const completes = (button.url ?? "").replace(MARK, "");
  return wants ? [{ key: `button.${index}.url`, part: "button", name, completes }] : [];
}

/** The examples given with a template: a list for numbered placeholders, name and example for named ones. */
function examples(component: Component, key: string): (name: string, index: number) => { example?: string } {
  const all = (component.example ?? {}) as Record<string, unknown>;
  const named = all[`${key}_named_params`];
  const listed = [all[key]].flat(2);
  return (name, index) => {
    const found = Array.isArray(named)
      ? named.find((each) => each?.param_name === name)?.example
      : listed[index];
    return typeof found === "string" ? { example: found } : {};
  };
}

/** Named placeholders may have any name, those of every object's own members among them. */
export function given(values: Record<string, string>, key: string): string | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

const MARK = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The names between `{{` and `}}`, once each; numbers by their size, since the carrier counts them. */
function namesIn(text: string | undefined): string[] {
  const names = [...new Set([...(text ?? "").matchAll(MARK)].map((match) => match[1] ?? ""))];
  return names.every((name) => /^\d+$/.test(name)) ? names.sort((a, b) => Number(a) - Number(b)) : names;
}

function fill(text: string, value: (name: string) => string | undefined): string {
  return text.replace(MARK, (whole, name: string) => value(name) || whole);
}

function isText(header: Component): boolean {
  return header.format === undefined || upper(header.format) === "TEXT";
}
