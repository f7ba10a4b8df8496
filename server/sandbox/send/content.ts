import { GraphError } from "../errors";
import type { Json, Media } from "../model";
import { httpUrl, list, missing, object, optionalText, text, wrong } from "./check";
import { checkInteractive } from "./interactive";

const MAX_BODY = 4_096;
const MAX_CAPTION = 1_024;
const MAX_CONTACTS = 257;
const CAPTIONED = ["image", "video", "document"];
const MEDIA_KEYS = new Set(["id", "link", "caption", "filename", "voice", "provider"]);

/** Finds uploaded media of the sending account. */
export type FindMedia = (id: string) => Media | undefined;

/** Checks a free-form message as Meta does. @throws 100, 131008, 131009 */
export function checkContent(type: string, content: Json, findMedia: FindMedia): void {
  if (type === "text") {
    checkText(content);
    return;
  }
  if (type === "location") {
    checkLocation(content);
    return;
  }
  if (type === "contacts") {
    checkContacts(content);
    return;
  }
  if (type === "reaction") {
    checkReaction(content);
    return;
  }
  if (type === "interactive") {
    checkInteractive(content, findMedia);
    return;
  }
  checkMedia(type, content, findMedia);
}

/** A media object of a message, a header or a template parameter. */
export function checkMedia(type: string, media: Json, findMedia: FindMedia): void {
  for (const key of Object.keys(media))
    if (!MEDIA_KEYS.has(key)) throw new GraphError(100, `Unexpected key "${key}" on param "${type}".`);
  if (media.id === undefined && media.link === undefined)
    throw new GraphError(131008, `One of ${type}['id'] or ${type}['link'] is required.`);
  if (media.caption !== undefined && !CAPTIONED.includes(type))
    throw new GraphError(100, `Unexpected key "caption" on param "${type}".`);
  optionalText(media, "caption", `${type}['caption']`, MAX_CAPTION);
  if (media.id === undefined) return void httpUrl(media, "link", `${type}['link']`);
  if (!findMedia(text(media, "id", `${type}['id']`, 128)))
    throw new GraphError(
      100,
      `Param ${type}['id'] is not a valid whatsapp business account media attachment ID`,
    );
}

function checkText(content: Json): void {
  for (const key of Object.keys(content))
    if (key !== "body" && key !== "preview_url")
      throw new GraphError(100, `Unexpected key "${key}" on param "text".`);
  text(content, "body", "text['body']", MAX_BODY);
}

function checkLocation(content: Json): void {
  coordinate(content, "latitude", 90);
  coordinate(content, "longitude", 180);
}

function coordinate(content: Json, key: string, limit: number): void {
  if (content[key] === undefined) throw missing(`location['${key}']`);
  const value = Number(content[key]);
  if (!Number.isFinite(value) || Math.abs(value) > limit) throw wrong(`location['${key}'] is not valid.`);
}

function checkContacts(content: Json): void {
  for (const contact of list(content, "contacts", "contacts", 1, MAX_CONTACTS)) {
    const name = object(contact, "name", "contacts[name]");
    text(name, "formatted_name", "contacts[name][formatted_name]", MAX_CAPTION);
  }
}

function checkReaction(content: Json): void {
  text(content, "message_id", "reaction['message_id']", 512);
  const emoji = content.emoji;
  if (emoji === undefined) throw missing("reaction['emoji']");
  const graphemes = typeof emoji === "string" ? [...new Intl.Segmenter().segment(emoji)].length : 2;
  if (graphemes > 1) throw wrong("reaction['emoji'] must be a single emoji.");
}
