import type { OwnNumber } from "./own-number";

type Json = Record<string, unknown>;
type Target = Pick<OwnNumber, "externalId" | "connectionExternalId" | "display">;

/** A callback as if it had been sent for another number: account and number ids replaced, everything else as it was. */
export function rewritten(payload: unknown, to: Target): unknown {
  if (!isObject(payload) || !Array.isArray(payload.entry)) return payload;
  return { ...payload, entry: payload.entry.map((entry) => rewrittenEntry(entry, to)) };
}

function rewrittenEntry(entry: unknown, to: Target): unknown {
  if (!isObject(entry)) return entry;
  const changes = Array.isArray(entry.changes)
    ? { changes: entry.changes.map((c) => rewrittenChange(c, to)) }
    : {};
  return { ...entry, id: to.connectionExternalId, ...changes };
}

function rewrittenChange(change: unknown, to: Target): unknown {
  if (!isObject(change) || !isObject(change.value) || !isObject(change.value.metadata)) return change;
  const metadata = {
    ...change.value.metadata,
    display_phone_number: to.display,
    phone_number_id: to.externalId,
  };
  return { ...change, value: { ...change.value, metadata } };
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
