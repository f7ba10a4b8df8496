import { GraphError } from "../errors";
import { isObject } from "../http";
import type { Json, Template } from "../model";
import { placeholders, upper } from "../send/template";
import { checkButtons } from "./buttons";

const CATEGORIES = ["AUTHENTICATION", "MARKETING", "UTILITY"];
const TYPES = [
  "HEADER",
  "BODY",
  "FOOTER",
  "BUTTONS",
  "CAROUSEL",
  "LIMITED_TIME_OFFER",
  "CALL_PERMISSION_REQUEST",
];
const HEADERS = ["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION", "PRODUCT"];
const TTL: Record<string, [number, number]> = {
  AUTHENTICATION: [30, 900],
  UTILITY: [30, 43_200],
  MARKETING: [43_200, 2_592_000],
};

/** What a creation or edit request settles about a template. */
export type Draft = Pick<
  Template,
  "name" | "language" | "category" | "requestedCategory" | "parameterFormat" | "components" | "ttlSeconds"
>;

/** Checks a template as Meta does before review. Names of types come out in capitals. @throws 100 with a 2388xxx subcode */
export function readDraft(body: Json): Draft {
  const name = body.name;
  if (typeof name !== "string" || !/^[a-z0-9_]{1,512}$/.test(name))
    refuse(2388042, "Name can only have lowercase letters, numbers and underscores, at most 512.");
  if (typeof body.language !== "string" || !/^[a-z]{2,3}(_[A-Z]{2,3})?$/.test(body.language))
    throw new GraphError(100, "Param language must be a language and locale code.");
  const category = upper(body.category);
  if (!CATEGORIES.includes(category))
    throw new GraphError(
      100,
      `Param category must be one of {${CATEGORIES.join(", ")}} - got "${body.category}".`,
    );
  const parameterFormat = upper(body.parameter_format ?? "positional");
  if (parameterFormat !== "POSITIONAL" && parameterFormat !== "NAMED")
    throw new GraphError(100, "Param parameter_format must be one of {NAMED, POSITIONAL}.");
  if (!Array.isArray(body.components) || !body.components.every(isObject))
    throw new GraphError(100, "The parameter components is required.");
  const written = body.components.map((component) => normalised(component));
  const components = category === "AUTHENTICATION" ? withMetasWords(written) : written;
  checkComponents(components, parameterFormat);
  return {
    name,
    language: body.language,
    category,
    requestedCategory: category,
    parameterFormat,
    components,
    ttlSeconds: readTtl(body, category),
  };
}

function normalised(component: Json): Json {
  const buttons = Array.isArray(component.buttons)
    ? component.buttons.filter(isObject).map((button) => ({ ...button, type: upper(button.type) }))
    : null;
  return {
    ...component,
    type: upper(component.type),
    ...(component.format === undefined ? {} : { format: upper(component.format) }),
    ...(buttons ? { buttons } : {}),
  };
}

function checkComponents(components: Json[], format: string): void {
  const types = components.map((component) => String(component.type));
  const stranger = types.find((type) => !TYPES.includes(type));
  if (stranger !== undefined)
    throw new GraphError(
      100,
      `Param components type must be one of {${TYPES.join(", ")}} - got "${stranger}".`,
    );
  if (new Set(types).size < types.length) refuse(2388072, "Each component may appear only once.");
  if (!types.includes("BODY")) refuse(2388072, "The body is missing.");
  for (const component of components) {
    if (component.type === "HEADER") checkHeader(component, format);
    if (component.type === "BODY") checkBody(component, format);
    if (component.type === "FOOTER") checkFooter(component);
    if (component.type === "BUTTONS") checkButtons(component);
    if (component.type === "CAROUSEL") checkCarousel(component);
  }
}

function checkHeader(header: Json, format: string): void {
  if (!HEADERS.includes(String(header.format))) refuse(2388047, "The header's format is not supported.");
  if (header.format !== "TEXT") return;
  const text = textOf(header, 60, 2388047);
  if (placeholders(text).length > 1) refuse(2388047, "A header takes one variable.");
  checkVariables(text, header, format, 2388047, "header_text");
}

function checkBody(body: Json, format: string): void {
  const text = textOf(body, 1_024, 2388072);
  const wanted = placeholders(text);
  checkVariables(text, body, format, 2388072, "body_text");
  if (/^\s*\{\{[^{}]+\}\}|\{\{[^{}]+\}\}\s*$/.test(text))
    refuse(2388299, "Variables can't be at the start or end of the template.");
  const words = text
    .replace(/\{\{[^{}]*\}\}/g, " ")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (wanted.length > 0 && words < wanted.length * 2 + 1)
    refuse(2388293, "This template contains too many variable parameters relative to the message length.");
}

function checkFooter(footer: Json): void {
  if (placeholders(textOf(footer, 60, 2388073)).length > 0)
    refuse(2388073, "The footer can't have variables.");
}

/** Positional variables count from 1 without gaps, named ones are lower case; each needs an example. */
function checkVariables(
  text: string,
  component: Json,
  format: string,
  subcode: number,
  example: string,
): void {
  const wanted = placeholders(text);
  const fits = (name: string, index: number) =>
    format === "NAMED" ? /^[a-z][a-z0-9_]*$/.test(name) : name === String(index + 1);
  if (!wanted.every(fits))
    refuse(subcode, "Variables must be {{1}}, {{2}}, … in order, or lower-case names with underscores.");
  const examples = isObject(component.example) ? component.example : {};
  const given = format === "NAMED" ? examples[`${example}_named_params`] : examples[example];
  if (
    wanted.length > 0 &&
    given === undefined &&
    component.text !== AUTH_BODY &&
    component.text !== AUTH_SECURE_BODY
  )
    refuse(2388043, "The component is missing expected field(s) (example).");
}

function checkCarousel(carousel: Json): void {
  const cards = Array.isArray(carousel.cards) ? carousel.cards : [];
  if (cards.length < 2 || cards.length > 10) refuse(2388072, "A carousel has 2 to 10 cards.");
}

const AUTH_BODY = "*{{1}}* is your verification code.";
const AUTH_SECURE_BODY = `${AUTH_BODY} For your security, do not share this code.`;

/** The words of an authentication template are Meta's own, and its OTP button is an address with the code. */
function withMetasWords(components: Json[]): Json[] {
  return components.map((component) => {
    if (component.type === "BODY")
      return { ...component, text: component.add_security_recommendation ? AUTH_SECURE_BODY : AUTH_BODY };
    if (component.type === "FOOTER")
      return {
        ...component,
        text: `This code expires in ${component.code_expiration_minutes ?? 10} minutes.`,
      };
    if (component.type !== "BUTTONS") return component;
    const buttons = (component.buttons as Json[]).map((button) => otpButton(button));
    return { ...component, buttons };
  });
}

function otpButton(button: Json): Json {
  const kind = upper(button.otp_type);
  if (!["COPY_CODE", "ONE_TAP", "ZERO_TAP"].includes(kind))
    throw new GraphError(100, "Param otp_type must be one of {COPY_CODE, ONE_TAP, ZERO_TAP}.");
  return {
    ...button,
    type: "URL",
    otp_type: kind,
    text: button.text ?? "Copy code",
    url: `https://www.whatsapp.com/otp/code/?otp_type=${kind}&code=otp{{1}}`,
  };
}

function textOf(component: Json, max: number, subcode: number): string {
  const text = component.text;
  if (typeof text !== "string" || text === "")
    refuse(subcode, `The ${String(component.type).toLowerCase()}'s text is missing.`);
  if ([...text].length > max)
    refuse(2388040, `The ${String(component.type).toLowerCase()} has a limit of ${max} characters.`);
  return text;
}

function readTtl(body: Json, category: string): number | null {
  const ttl = body.message_send_ttl_seconds;
  if (ttl === undefined || ttl === -1) return null;
  const [min, max] = TTL[category] ?? [0, 0];
  if (typeof ttl !== "number" || ttl < min || ttl > max)
    throw new GraphError(100, `Param message_send_ttl_seconds must be between ${min} and ${max}.`);
  return ttl;
}

export function refuse(subcode: number, details: string): never {
  throw new GraphError(100, details, { subcode, message: "Invalid parameter", title: "Message template" });
}
