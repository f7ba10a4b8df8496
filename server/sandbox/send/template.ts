import { GraphError } from "../errors";
import { isObject } from "../http";
import type { Json, Template } from "../model";
import { renderCards } from "./carousel";
import { list, object, text } from "./check";
import { checkMedia, type FindMedia } from "./content";
import { renderOffer } from "./offer";

const MAX_HYDRATED = 1_024;

/** A template as the phone shows it. */
export interface RenderedTemplate {
  [key: string]: unknown;
  name: string;
  language: string;
  header: string | null;
  headerMedia: Json | null;
  body: string;
  footer: string | null;
  /** `code`: what it copies. */
  buttons: { type: string; text: string; url?: string; payload?: string; code?: string }[];
  cards: RenderedPart[];
  /** `until`: milliseconds since 1970; null where it says none. */
  offer: { text: string; until: number | null } | null;
}

export type RenderedPart = Pick<RenderedTemplate, "header" | "headerMedia" | "body" | "footer" | "buttons">;

/**
 * Checks a template send against the stored template and gives it with its values filled in; `now` in milliseconds.
 * @throws 132001 absent or not approved, 132015 paused, 132016 disabled, 132000 count, 132012 format, 132005 length,
 * 131008 a missing parameter, 131009 an offer that is over
 */
export function hydrate(
  content: Json,
  find: (name: string, language: string) => Template | undefined,
  findMedia: FindMedia,
  now: number,
): { template: Template; rendered: RenderedTemplate } {
  const name = text(content, "name", "template['name']", 512);
  const language = text(
    object(content, "language", "template['language']"),
    "code",
    "template['language']['code']",
    20,
  );
  const template = find(name, language);
  refuseUnsendable(template, name, language);
  const components =
    content.components === undefined ? [] : list(content, "components", "template['components']", 0, 30);
  const rendered: RenderedTemplate = {
    name,
    language,
    ...renderPart(template, components, findMedia),
    cards: renderCards(template, components, findMedia),
    offer: renderOffer(template, components, now),
  };
  if ([...rendered.body].length > MAX_HYDRATED)
    throw new GraphError(132005, `Translated text too long. Max ${MAX_HYDRATED} characters.`);
  return { template, rendered };
}

/** What a template says, or one of its cards. */
export function renderPart(template: Parts, components: Json[], findMedia: FindMedia): RenderedPart {
  return {
    ...renderHeader(template, components, findMedia),
    body: renderText(template, "BODY", components),
    footer: stringOf(partOf(template, "FOOTER")?.text),
    buttons: renderButtons(template, components),
  };
}

/** The parts that are filled in, and how their values are named. */
export type Parts = Pick<Template, "components" | "parameterFormat">;

function refuseUnsendable(
  template: Template | undefined,
  name: string,
  language: string,
): asserts template is Template {
  if (template?.status === "PAUSED") throw new GraphError(132015, "Template is paused due to low quality.");
  if (template?.status === "DISABLED")
    throw new GraphError(132016, "Template is disabled due to low quality.");
  if (template?.status !== "APPROVED")
    throw new GraphError(132001, `template name (${name}) does not exist in ${language}`);
}

function renderHeader(
  template: Parts,
  components: Json[],
  findMedia: FindMedia,
): Pick<RenderedTemplate, "header" | "headerMedia"> {
  const header = partOf(template, "HEADER");
  const format = upper(header?.format);
  if (!header || format === "TEXT")
    return { header: header ? renderText(template, "HEADER", components) : null, headerMedia: null };
  const [parameter] = parametersOf(components, "header");
  const kind = format.toLowerCase();
  if (!parameter)
    throw new GraphError(132012, `header: Format mismatch, expected ${format}, received UNKNOWN`);
  if (lower(parameter.type) !== kind)
    throw new GraphError(
      132012,
      `header: Format mismatch, expected ${format}, received ${upper(parameter.type)}`,
    );
  const media = object(parameter, kind, `header['${kind}']`);
  if (["image", "video", "document"].includes(kind)) checkMedia(kind, media, findMedia);
  return { header: null, headerMedia: { type: kind, ...media } };
}

function renderText(template: Parts, part: "HEADER" | "BODY", components: Json[]): string {
  const component = partOf(template, part);
  const written = stringOf(component?.text) ?? "";
  const wanted = placeholders(written);
  const given = parametersOf(components, part.toLowerCase());
  if (given.length !== wanted.length)
    throw new GraphError(
      132000,
      `${part.toLowerCase()}: number of localizable_params (${given.length}) does not match the expected number of params (${wanted.length})`,
    );
  return fill(written, valuesOf(template, wanted, given, part.toLowerCase()));
}

/** Values by placeholder. Each must be non-empty text of one line without long runs of spaces. */
function valuesOf(template: Parts, wanted: string[], given: Json[], where: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [index, parameter] of given.entries()) {
    const name = template.parameterFormat === "NAMED" ? parameter.parameter_name : wanted[index];
    if (typeof name !== "string" || !wanted.includes(name))
      throw new GraphError(
        100,
        `Invalid parameter: parameter name is missing or empty, or not in the template (${where})`,
      );
    values.set(name, textParameter(parameter, `${where} {{${name}}}`));
  }
  if (values.size < wanted.length) throw new GraphError(132000, `${where}: a parameter is missing`);
  return values;
}

function textParameter(parameter: Json, where: string): string {
  const type = lower(parameter.type);
  if (type === "currency" || type === "date_time")
    return stringOf(isObject(parameter[type]) ? parameter[type].fallback_value : "") ?? "";
  if (type !== "text")
    throw new GraphError(
      132012,
      `${where}: Format mismatch, expected TEXT, received ${upper(parameter.type) || "UNKNOWN"}`,
    );
  const value = parameter.text;
  if (typeof value !== "string" || value === "")
    throw new GraphError(131008, `Parameter of type text is missing text value (${where})`);
  if (/[\n\t]| {5}/.test(value))
    throw new GraphError(
      100,
      `Param text cannot have new-line/tab characters or more than 4 consecutive spaces (${where})`,
    );
  return value;
}

function renderButtons(template: Parts, components: Json[]): RenderedTemplate["buttons"] {
  const buttons = (partOf(template, "BUTTONS")?.buttons ?? []) as Json[];
  return buttons.map((button, index) => renderButton(button, index, components));
}

function renderButton(button: Json, index: number, components: Json[]): RenderedTemplate["buttons"][number] {
  const type = upper(button.type);
  const sent = components.find((each) => lower(each.type) === "button" && Number(each.index ?? 0) === index);
  const parameters = sent && Array.isArray(sent.parameters) ? (sent.parameters as Json[]) : [];
  const shown = { type, text: stringOf(button.text) ?? type };
  const payload = stringOf(parameters[0]?.payload);
  if (type === "COPY_CODE") return { ...shown, code: couponIn(parameters[0], index) };
  if (type === "QUICK_REPLY") return { ...shown, payload: payload ?? shown.text };
  const url = stringOf(button.url);
  if (type !== "URL" || url === null) return { ...shown };
  const wanted = placeholders(url);
  if (wanted.length !== parameters.length)
    throw new GraphError(
      wanted.length > 0 && !sent ? 131008 : 132000,
      `buttons: Button at index ${index} of type Url requires ${wanted.length} parameter(s), got ${parameters.length}`,
    );
  const [name] = wanted;
  return {
    ...shown,
    // What is pressed on a one-time code takes the code along: its address is a matter between the carrier and its app.
    ...(button.otp_type === undefined ? {} : { code: stringOf(parameters[0]?.text) ?? "" }),
    url:
      name && parameters[0]
        ? fill(url, new Map([[name, textParameter(parameters[0], `button ${index}`)]]))
        : url,
  };
}

/** Meta documents 15 characters, yet its own example of a coupon template carries 20. */
function couponIn(parameter: Json | undefined, index: number): string {
  const code = parameter?.coupon_code;
  if (typeof code !== "string" || code === "")
    throw new GraphError(131008, `buttons: Button at index ${index} of type CopyCode requires a coupon_code`);
  if (code.length > 20) throw new GraphError(132012, `buttons: the code at index ${index} is too long`);
  return code;
}

/** The names between `{{` and `}}`, once each, in order. */
export function placeholders(written: string): string[] {
  return [...new Set([...written.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map((match) => match[1] ?? ""))];
}

export function partOf(template: Pick<Template, "components">, type: string): Json | undefined {
  return template.components.find((component) => upper(component.type) === type);
}

export function upper(value: unknown): string {
  return typeof value === "string" ? value.toUpperCase() : "";
}

export function lower(value: unknown): string {
  return upper(value).toLowerCase();
}

export function parametersOf(components: Json[], type: string): Json[] {
  const parameters = components.find((component) => lower(component.type) === type)?.parameters;
  return Array.isArray(parameters) ? parameters.filter(isObject) : [];
}

function fill(written: string, values: Map<string, string>): string {
  return written.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (whole, name: string) => values.get(name) ?? whole);
}

export function stringOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
