import { createHash } from "node:crypto";
import type { ISql } from "postgres";
import { asRows } from "@/db/rows";

/** One part of a webhook on its way into the durable inbox. */
export interface Part {
  hash: Buffer;
  connectionId: string | null;
  field: string;
  /** The carrier's envelope with this one part in it, as JSON text: nothing of it is lost. */
  payload: string;
}

export type PartState = "pending" | "applied" | "parked";

/** What makes a part the same part again: its content, and the connection it came through. */
export function partHash(connectionId: string | null, envelope: string): Buffer {
  return createHash("sha256")
    .update(connectionId ?? "platform")
    .update("\n")
    .update(envelope)
    .digest();
}

/**
 * Makes parts durable in one statement. Returns the hashes (hex) that were not there before; a part that was left pending
 * takes the new state. Runs on the pool, or inside the transaction that applies the parts.
 */
export async function storeParts(
  // biome-ignore lint/complexity/noBannedTypes: postgres.js names its pool and its transactions by their custom types.
  sql: ISql<{}>,
  parts: Part[],
  state: PartState,
  reason: string | null = null,
): Promise<Set<string>> {
  if (parts.length === 0) return new Set();
  const rows = parts.map((p) => ({
    hash: p.hash.toString("hex"),
    connection_id: p.connectionId,
    field: p.field,
    payload: p.payload,
  }));
  const stored = await sql<{ hash: string; fresh: boolean }[]>`
    insert into webhook_parts as w (received_on, hash, connection_id, field, payload, state, reason)
    select distinct on (hash) (now() at time zone 'utc')::date, decode(hash, 'hex'), connection_id, field, payload, ${state}, ${reason}
    from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(hash text, connection_id uuid, field text, payload text)
    order by hash
    on conflict (received_on, hash) do update set state = excluded.state, reason = excluded.reason,
      attempts = w.attempts + 1 where w.state = 'pending'
    returning encode(hash, 'hex') as hash, attempts = 0 as fresh`;
  return new Set(stored.filter((r) => r.fresh).map((r) => r.hash));
}
