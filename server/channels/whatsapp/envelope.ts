import { asList, asObject, asText, type Json } from "./json";
import { type ContactBook, contactBook } from "./people";

/** One part, taken out of its envelope. */
export interface Opened {
  field: string;
  /** `entry.time`: when the carrier says that it happened, seconds. */
  time: unknown;
  value: Json;
  /** The array that the part stood in; null where the value itself is the part. */
  key: string | null;
  item: Json;
  book: ContactBook;
  /** The business's own number, as people dial it. */
  ownNumber: string | undefined;
}

/** What belongs to every part of a value. */
export const SHARED = ["messaging_product", "metadata", "contacts"];

/** The arrays of a value that hold parts. Values without `metadata` are one part, whatever lists are in them. */
export function partKeys(value: Json): string[] {
  if (!("metadata" in value) && !KNOWN.some((key) => Array.isArray(value[key]))) return [];
  return Object.keys(value).filter((key) => !SHARED.includes(key) && Array.isArray(value[key]));
}

const KNOWN = [
  "messages",
  "statuses",
  "message_echoes",
  "user_id_update",
  "user_preferences",
  "calls",
  "history",
];

/** Opens an envelope that split() made; undefined for anything else. */
export function openEnvelope(envelope: unknown): Opened | undefined {
  const root = asObject(envelope);
  const entry = asObject(asList(root?.entry)[0]);
  const change = asObject(asList(entry?.changes)[0]);
  const value = asObject(change?.value);
  if (root?.object !== "whatsapp_business_account" || !change || !value) return undefined;
  const key = partKeys(value).find((each) => asList(value[each]).length > 0) ?? null;
  return {
    field: asText(change.field) ?? "unknown",
    time: entry?.time,
    value,
    key,
    item: key ? (asObject(asList(value[key])[0]) ?? {}) : value,
    book: contactBook(asList(value.contacts)),
    ownNumber: asText(asObject(value.metadata)?.display_phone_number),
  };
}
