import type { TransactionSql } from "postgres";
import { type Engine, type JobEvent, newId } from "./engine";

export interface NewEvent {
  name: string;
  data?: Record<string, unknown>;
  id?: string;
  ts?: number;
  [key: string]: unknown;
}

/**
 * Stores events, in one statement however many, to be routed to functions and waits right after.
 * `onceKeys[i]`: within 24 hours a second event with the same key is not stored again.
 * Returns the id of each, of the earlier one where it was known.
 */
export async function recordEvents(
  tx: TransactionSql,
  engine: Engine,
  events: NewEvent[],
  onceKeys: (string | null)[] = events.map(() => null),
): Promise<string[]> {
  const now = engine.now();
  const fresh = events.map((event) => complete(event, now));
  const keys = onceKeys.filter((key) => key !== null);
  if (keys.length > 0) {
    const yesterday = new Date(now.getTime() - 86_400_000);
    await tx`update jobs.event set once_key = null where once_key = any(${keys}) and received_at < ${yesterday}`;
  }
  const stored = await tx<{ id: string }[]>`
    insert into jobs.event (id, name, body, received_at, once_key)
    select id, name, body::json, ${now}, once_key
    from unnest(${fresh.map(({ key }) => key)}::text[], ${fresh.map(({ event }) => event.name)}::text[],
      ${fresh.map(({ event }) => JSON.stringify(event))}::text[], ${onceKeys}::text[]) as e (id, name, body, once_key)
    on conflict (once_key) do nothing
    returning id`;
  if (stored.length === fresh.length) return fresh.map(({ key }) => key);
  return earlierIds(
    tx,
    fresh.map(({ key }) => key),
    onceKeys,
  );
}

/** The number of the newest event, "0" before the first. */
export async function lastSeq(tx: TransactionSql): Promise<string> {
  const [row] = await tx<{ seq: string }[]>`select coalesce(max(seq), 0) as seq from jobs.event`;
  return row?.seq ?? "0";
}

/** `key` is ours and never repeats; `event.id` may have been chosen by the sender. */
function complete(event: NewEvent, now: Date): { key: string; event: JobEvent } {
  const key = newId(now);
  return {
    key,
    event: { ...event, data: event.data ?? {}, id: event.id || key, ts: event.ts ?? now.getTime() },
  };
}

async function earlierIds(tx: TransactionSql, ids: string[], onceKeys: (string | null)[]): Promise<string[]> {
  const known = await tx<{ id: string; once_key: string }[]>`
    select id, once_key from jobs.event where once_key = any(${onceKeys.filter((key) => key !== null)})`;
  const byKey = new Map(known.map((row) => [row.once_key, row.id]));
  return ids.map((id, index) => byKey.get(onceKeys[index] ?? "") ?? id);
}
