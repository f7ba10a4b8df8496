import { createHmac } from "node:crypto";
import type { Json, Update } from "../model";

/** Arrays of a `value` that Meta fills with several parts of one number. */
const PARTS = ["messages", "statuses", "contacts"];

/** The bytes of one webhook: parts of the same number and kind share a change, as in Meta's batches. */
export function payloadOf(wabaId: string, updates: Update[]): Buffer {
  const changes: { field: string; value: Json }[] = [];
  for (const update of updates) {
    const last = changes.at(-1);
    if (last && mayShare(last, update)) join(last.value, update.value);
    else changes.push({ field: update.field, value: copyParts(update.value) });
  }
  const time = Math.max(...updates.map((update) => update.time));
  return Buffer.from(
    JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: wabaId, time, changes }] }),
  );
}

/** `X-Hub-Signature-256` over the raw bytes. */
export function signatureOf(appSecret: string, body: Buffer): string {
  return `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`;
}

function mayShare(change: { field: string; value: Json }, update: Update): boolean {
  if (change.field !== "messages" || update.field !== "messages") return false;
  return phoneOf(change.value) === phoneOf(update.value) && kindOf(change.value) === kindOf(update.value);
}

function join(into: Json, from: Json): void {
  for (const key of PARTS) {
    const more = from[key];
    if (!Array.isArray(more)) continue;
    const have = Array.isArray(into[key]) ? (into[key] as unknown[]) : [];
    into[key] = key === "contacts" ? withoutRepeats([...have, ...more]) : [...have, ...more];
  }
}

function withoutRepeats(contacts: unknown[]): unknown[] {
  const byText = new Map(contacts.map((contact) => [JSON.stringify(contact), contact]));
  return [...byText.values()];
}

function copyParts(value: Json): Json {
  const copy = { ...value };
  for (const key of PARTS) if (Array.isArray(copy[key])) copy[key] = [...(copy[key] as unknown[])];
  return copy;
}

function phoneOf(value: Json): unknown {
  return (value.metadata as Json | undefined)?.phone_number_id;
}

function kindOf(value: Json): string {
  return PARTS.slice(0, 2)
    .filter((key) => key in value)
    .join();
}
