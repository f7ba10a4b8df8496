import type { TemplateComponents } from "../schema";
import { destinationOf } from "./measured-links";

/** One place of a template that wants a value. */
export interface Placeholder {
  /**
   * The key of its value: `1` or `first_name` in the body, `header.1`, `header-media.image` (an address or an uploaded id;
   * a location is `latitude, longitude, name, address`), `button.0.url` (what completes the address), `button.1.copy_code`.
   */
  key: string;
  part: "header" | "media" | "body" | "button";
  /** As it stands in the text; for a button its label, for media the kind. */
  name: string;
  example?: string;
}

export interface RenderedTemplate {
  header?: string;
  body: string;
  footer?: string;
  buttons: string[];
  /** Where its measured buttons lead, with these values; none where it has none. */
  links?: RenderedLink[];
}

export interface RenderedLink {
  /** The button's place. */
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
  return {
    ...(headerText === undefined
      ? {}
      : { header: fill(headerText, (name) => given(values, `header.${name}`)) }),
    body: fill(partOf(components, "BODY")?.text ?? "", (name) => given(values, name)),
    ...(footer === undefined ? {} : { footer }),
    buttons: buttonsOf(components).map((button) => button.text ?? upper(button.type)),
    ...(links.length === 0 ? {} : { links }),
  };
}

function linksIn(components: TemplateComponents, values: Record<string, string>): RenderedLink[] {
  return buttonsOf(components).flatMap(({ measured, url = "" }, button) => {
    if (!measured) return [];
    const value = given(values, `button.${button}.url`);
    const whole = destinationOf(url, value);
    if (namesIn(url).length === 0) return [{ button, url }];
    return whole === null || !value ? [] : [{ button, url: whole, pattern: url }];
  });
}

/** Every value that a template wants, in the order in which it is read. */
export function placeholdersOf(components: TemplateComponents): Placeholder[] {
  return [...inHeader(components), ...inBody(components), ...buttonsOf(components).flatMap(inButton)];
}

/** The keys of the values that are missing or blank. */
export function missingValues(components: TemplateComponents, values: Record<string, string>): string[] {
  return placeholdersOf(components)
    .map(({ key }) => key)
    .filter((key) => !given(values, key)?.trim());
}

export interface WrongValue {
  key: string;
  problem: "missing" | "unknown" | "line-break" | "tab" | "spaces" | "too-long";
}

/** What the carrier would refuse: a value without a place, line breaks, tabs, runs of spaces, a text that gets too long. */
export function wrongValues(components: TemplateComponents, values: Record<string, string>): WrongValue[] {
  const known = placeholdersOf(components).map(({ key }) => key);
  const entries = Object.entries(values);
  const { header, body } = renderTemplate(components, values);
  return [
    ...missingValues(components, values).map((key) => ({ key, problem: "missing" as const })),
    ...entries.flatMap(([key]) =>
      known.includes(key) || PAYLOAD.test(key) ? [] : [{ key, problem: "unknown" as const }],
    ),
    ...entries.flatMap(([key, value]) => formProblems(value).map((problem) => ({ key, problem }))),
    ...([...body].length > MOST.body ? [{ key: "body", problem: "too-long" as const }] : []),
    ...(header && [...header].length > MOST.header ? [{ key: "header", problem: "too-long" as const }] : []),
  ];
}

/** Kinds of parts that cannot be filled in here yet; a template with any of them must not be offered. */
export function unsupportedParts(components: TemplateComponents): string[] {
  const parts = components.map((each) => upper(each.type)).filter((type) => !PARTS.includes(type));
  const buttons = buttonsOf(components)
    .map((each) => upper(each.type))
    .filter((type) => !BUTTONS.includes(type));
  return [...new Set([...parts, ...buttons])];
}

const PARTS = ["HEADER", "BODY", "FOOTER", "BUTTONS"];
const BUTTONS = ["QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "OTP", "REQUEST_CONTACT_INFO"];
const MEDIA = ["IMAGE", "VIDEO", "DOCUMENT", "LOCATION"];
const MOST = { body: 1024, header: 60 };
/** What a quick reply answers with: allowed, never wanted. */
const PAYLOAD = /^button\.\d\.quick_reply$/;

type Component = TemplateComponents[number];
type Button = NonNullable<Component["buttons"]>[number];

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
  return namesIn(body?.text).map((name, i) => ({ key: name, part: "body", name, ...example(name, i) }));
}

function inButton(button: Button, index: number): Placeholder[] {
  const type = upper(button.type);
  const name = button.text ?? type;
  if (type === "COPY_CODE") return [{ key: `button.${index}.copy_code`, part: "button", name }];
  const wants = type === "OTP" || (type === "URL" && namesIn(button.url).length > 0);
  return wants ? [{ key: `button.${index}.url`, part: "button", name }] : [];
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

function formProblems(value: string): WrongValue["problem"][] {
  return [
    ...(/[\r\n\u2028\u2029]/.test(value) ? (["line-break"] as const) : []),
    ...(/\t/.test(value) ? (["tab"] as const) : []),
    ...(/ {4}/.test(value) ? (["spaces"] as const) : []),
  ];
}

/** Named placeholders may have any name, those of every object's own members among them. */
function given(values: Record<string, string>, key: string): string | undefined {
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

function partOf(components: TemplateComponents, type: string): Component | undefined {
  return components.find((each) => upper(each.type) === type);
}

function isText(header: Component): boolean {
  return header.format === undefined || upper(header.format) === "TEXT";
}

function buttonsOf(components: TemplateComponents): Button[] {
  return partOf(components, "BUTTONS")?.buttons ?? [];
}

function upper(value: string | undefined): string {
  return (value ?? "").toUpperCase();
}
