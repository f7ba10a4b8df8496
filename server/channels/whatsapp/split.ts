import type { RawPart } from "@/server/channels/adapter";
import { partKeys, SHARED } from "./envelope";
import { asList, asObject, asText, type Json } from "./json";
import { type ContactBook, contactBook, contactFor } from "./people";

/**
 * Splits a webhook body into its single parts: every entry × change × element of every array. Each part's envelope is a
 * whole one with that part alone, its metadata and its contact, so that it can be stored and replayed by itself.
 * Never throws and drops nothing: what has not the carrier's shape is one part as it came.
 */
export function split(body: unknown): RawPart[] {
  const root = asObject(body);
  const entries = asList(root?.entry);
  if (!root || entries.length === 0) return [strange(body)];
  return entries.flatMap((entry) => ofEntry(root, entry));
}

function ofEntry(root: Json, given: unknown): RawPart[] {
  const entry = asObject(given);
  const changes = asList(entry?.changes);
  if (!entry || changes.length === 0) return [strange({ ...root, entry: [given] })];
  return changes.flatMap((change) =>
    ofChange({ root, entry, change: asObject(change) ?? { value: change } }),
  );
}

interface Place {
  root: Json;
  entry: Json;
  change: Json;
}

function ofChange(place: Place): RawPart[] {
  const value = asObject(place.change.value) ?? {};
  const keys = partKeys(value);
  const items = keys.flatMap((key) => asList(value[key]).map((item) => ({ key, item })));
  if (items.length === 0) return [wrap(place, place.change.value)];
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
  const saysMore = Object.keys(rest).some((key) => !SHARED.includes(key));
  if (items.length === 1 && !saysMore) return [wrap(place, value)];
  const book = contactBook(asList(value.contacts));
  const parts = items.map(({ key, item }) => wrap(place, withOne(value, book, key, item)));
  return saysMore ? [...parts, wrap(place, rest)] : parts;
}

/** A value with one element of one of its arrays. */
function withOne(value: Json, book: ContactBook, key: string, item: unknown): Json {
  const contact = contactFor(book, idsIn(asObject(item) ?? {}));
  return {
    ...("messaging_product" in value ? { messaging_product: value.messaging_product } : {}),
    ...("metadata" in value ? { metadata: value.metadata } : {}),
    ...(contact ? { contacts: [contact] } : {}),
    [key]: [item],
  };
}

/** Everybody an element names, whichever kind it is; the business itself is in no list of contacts. */
function idsIn(item: Json): string[] {
  const renamed = asObject(item.user_id);
  const scoped = [
    item.from_user_id,
    item.recipient_user_id,
    item.user_id,
    renamed?.current,
    renamed?.previous,
    item.to_user_id,
  ];
  return [...scoped, item.from, item.recipient_id, item.wa_id, item.to].flatMap((id) => asText(id) ?? []);
}

function wrap({ root, entry, change }: Place, value: unknown): RawPart {
  const metadata = asObject(asObject(value)?.metadata);
  return {
    field: asText(change.field) ?? "unknown",
    accountExternalId: asText(metadata?.phone_number_id) ?? null,
    connectionExternalId: asText(entry.id) ?? null,
    envelope: { object: root.object, entry: [{ ...entry, changes: [{ ...change, value }] }] },
  };
}

function strange(envelope: unknown): RawPart {
  return { field: "unknown", accountExternalId: null, connectionExternalId: null, envelope };
}
