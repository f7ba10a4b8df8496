import { GraphError } from "../errors";
import type { Json } from "../model";
import { httpUrl, label, list, missing, object, text, wrong } from "./check";
import { checkMedia, type FindMedia } from "./content";

const BODY = 1_024;
const LIST_BODY = 4_096;
const HEADER = 60;
const FOOTER = 60;

/** Kinds whose body may be left out, and how the action of each kind is checked. */
const BODYLESS = ["product"];
const ACTIONS: Record<string, (action: Json, findMedia: FindMedia) => void> = {
  button: checkButtons,
  list: checkList,
  cta_url: checkCtaUrl,
  flow: checkFlow,
  product: (action) => void text(action, "product_retailer_id", "action['product_retailer_id']", 256),
  product_list: (action) => void list(action, "sections", "action['sections']", 1, 10),
  catalog_message: (action) => named(action, "catalog_message"),
  carousel: checkCarousel,
  voice_call: (action) => named(action, "voice_call"),
  location_request_message: (action) => named(action, "send_location"),
  address_message: (action) => named(action, "address_message"),
  request_contact_info: (action) => named(action, "request_contact_info"),
};

/** Checks an interactive message and its kind's limits. @throws 100, 131008, 131009 */
export function checkInteractive(content: Json, findMedia: FindMedia): void {
  const kind = content.type;
  const checkAction = typeof kind === "string" ? ACTIONS[kind] : undefined;
  if (kind === undefined) throw missing("interactive['type']");
  if (typeof kind !== "string" || !checkAction)
    throw new GraphError(
      100,
      `Param interactive['type'] must be one of {${Object.keys(ACTIONS).join(", ").toUpperCase()}} - got "${kind}".`,
    );
  if (content.header !== undefined) checkHeader(object(content, "header"), findMedia);
  if (content.body !== undefined || !BODYLESS.includes(kind))
    text(
      object(content, "body", "interactive['body']"),
      "text",
      "interactive['body']['text']",
      kind === "list" ? LIST_BODY : BODY,
    );
  if (content.footer !== undefined)
    text(object(content, "footer"), "text", "interactive['footer']['text']", FOOTER);
  checkAction(object(content, "action", "interactive['action']"), findMedia);
}

function checkHeader(header: Json, findMedia: FindMedia): void {
  const type = text(header, "type", "interactive['header']['type']", 20);
  if (type === "text") return void text(header, "text", "interactive['header']['text']", HEADER);
  if (!["image", "video", "document"].includes(type)) throw wrong(`Header type ${type} is not supported.`);
  checkMedia(type, object(header, type), findMedia);
}

function checkButtons(action: Json): void {
  const replies = list(action, "buttons", "Buttons", 1, 3).map((button) =>
    object(button, "reply", "button['reply']"),
  );
  for (const reply of replies) {
    label(reply, "title", "Button title", 20);
    label(reply, "id", "Button id", 256);
  }
  refuseRepeats(replies, "id", "Duplicated button id");
  refuseRepeats(replies, "title", "Duplicated button title");
}

function checkList(action: Json): void {
  label(action, "button", "Button label", 20);
  const sections = list(action, "sections", "Sections", 1, 10);
  const rows = sections.flatMap((section) => list(section, "rows", "Rows", 1, 10));
  if (rows.length > 10) throw wrong("Total row count exceed max allowed count: 10");
  if (sections.length > 1) for (const section of sections) label(section, "title", "Section title", 24);
  for (const row of rows) {
    label(row, "id", "Row id", 200);
    label(row, "title", "Row title", 24);
    if (row.description !== undefined) label(row, "description", "Row description", 72);
  }
  refuseRepeats(rows, "id", "Duplicated row id");
}

function checkCtaUrl(action: Json): void {
  const parameters = object(action, "parameters", "action['parameters']");
  label(parameters, "display_text", "Button display_text", 20);
  httpUrl(parameters, "url", "action['parameters']['url']");
}

function checkFlow(action: Json): void {
  const parameters = object(action, "parameters", "action['parameters']");
  if (parameters.flow_message_version !== "3") throw wrong("flow_message_version must be 3");
  if (parameters.flow_id === undefined && parameters.flow_name === undefined) throw missing("flow_id");
  label(parameters, "flow_cta", "flow_cta", 20);
}

function checkCarousel(action: Json, findMedia: FindMedia): void {
  for (const card of list(action, "cards", "Cards", 2, 10)) {
    if (card.header !== undefined) checkHeader(object(card, "header"), findMedia);
    object(card, "action", "card['action']");
  }
}

function named(action: Json, name: string): void {
  if (action.name !== name) throw wrong(`action['name'] must be ${name}`);
}

function refuseRepeats(items: Json[], key: string, details: string): void {
  if (new Set(items.map((item) => item[key])).size < items.length) throw wrong(details);
}
