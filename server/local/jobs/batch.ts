import type { TransactionSql } from "postgres";
import { duration } from "./duration";
import { type Engine, type JobEvent, newId, transaction } from "./engine";
import { holds } from "./expression";
import { groupKey } from "./flow";
import { type Start, startRuns } from "./start";

const AT_ONCE = 100;
/** A batch is closed when its events have come to so much, as at Inngest. */
const LARGEST_BYTES = 10 * 1024 * 1024;

interface Batch {
  id: string;
  key: string;
  function_id: string;
  events: number;
  bytes: number;
  due_at: Date;
}

/** Whether the event is to be gathered with others before a run begins. */
export function isBatched({ config, event }: Start): boolean {
  return Boolean(config.batchEvents) && holds(config.batchEvents?.if, { event });
}

/** Gathers events in the batches of their keys. Gives back what begins now: batches that are full, or were due. */
export async function gather(tx: TransactionSql, engine: Engine, starts: Start[]): Promise<Start[]> {
  if (starts.length === 0) return [];
  const now = engine.now();
  const open = await openBatches(tx, starts);
  const closed = [...open.values()].filter(({ due_at }) => due_at <= now);
  for (const { key } of closed) open.delete(key);
  const touched = new Map<string, Batch>();
  const added = starts.map((start) => {
    const batch = add(open, start, now);
    touched.set(batch.id, batch);
    if (isFull(start, batch)) {
      closed.push(batch);
      open.delete(batch.key);
    }
    return { batch, ...start };
  });
  await keep(tx, [...touched.values()], added);
  return close(
    tx,
    engine,
    closed.map(({ id }) => id),
  );
}

/** Starts what has waited long enough for more. Returns whether there may be more. */
export async function endBatches(engine: Engine): Promise<boolean> {
  return transaction(engine.sql, async (tx) => {
    const over = await tx<{ id: string }[]>`
      select id from jobs.batch where due_at <= ${engine.now()}
      order by due_at limit ${AT_ONCE} for update skip locked`;
    if (over.length === 0) return false;
    const ids = over.map(({ id }) => id);
    await startRuns(tx, engine, await close(tx, engine, ids));
    return over.length === AT_ONCE;
  });
}

/** Locked: one that another engine is closing is waited for, and then not there any more. */
async function openBatches(tx: TransactionSql, starts: Start[]): Promise<Map<string, Batch>> {
  const keys = [...new Set(starts.map(keyFor))];
  const rows = await tx<Batch[]>`
    select id, key, function_id, events, bytes::int, due_at from jobs.batch where key = any(${keys})
    order by id for update`;
  return new Map(rows.map((row) => [row.key, row]));
}

function add(open: Map<string, Batch>, start: Start, now: Date): Batch {
  const key = keyFor(start);
  const due_at = new Date(now.getTime() + duration(start.config.batchEvents?.timeout ?? ""));
  const fresh = { id: newId(now), key, function_id: start.config.id, events: 0, bytes: 0, due_at };
  const batch = open.get(key) ?? fresh;
  open.set(key, batch);
  batch.events++;
  batch.bytes += Buffer.byteLength(JSON.stringify(start.event));
  return batch;
}

function isFull({ config }: Start, { events, bytes }: Batch): boolean {
  return events >= (config.batchEvents?.maxSize ?? 1) || bytes >= LARGEST_BYTES;
}

async function keep(
  tx: TransactionSql,
  batches: Batch[],
  added: (Start & { batch: Batch })[],
): Promise<void> {
  await tx`
    insert into jobs.batch (id, key, function_id, events, bytes, due_at)
    select * from unnest(${batches.map(({ id }) => id)}::text[], ${batches.map(({ key }) => key)}::text[],
      ${batches.map(({ function_id }) => function_id)}::text[], ${batches.map(({ events }) => String(events))}::text[]::int[],
      ${batches.map(({ bytes }) => String(bytes))}::text[]::bigint[], ${batches.map(({ due_at }) => due_at.toISOString())}::text[]::timestamptz[])
    on conflict (id) do update set events = excluded.events, bytes = excluded.bytes`;
  await tx`
    insert into jobs.batch_event (batch_id, seq, event)
    select batch_id, seq, event::json
    from unnest(${added.map(({ batch }) => batch.id)}::text[], ${added.map(({ seq }) => seq)}::text[]::bigint[],
      ${added.map(({ event }) => JSON.stringify(event))}::text[]) as e (batch_id, seq, event)
    on conflict do nothing`;
}

async function close(tx: TransactionSql, engine: Engine, ids: string[]): Promise<Start[]> {
  if (ids.length === 0) return [];
  const rows = await tx<{ id: string; function_id: string; event: JobEvent; seq: string }[]>`
    select b.id, b.function_id, e.event, e.seq from jobs.batch b join jobs.batch_event e on e.batch_id = b.id
    where b.id = any(${ids}) order by b.id, e.seq`;
  await tx`delete from jobs.batch where id = any(${ids})`;
  const starts = new Map<string, Start & { events: JobEvent[] }>();
  for (const { id, function_id, event, seq } of rows) {
    const config = engine.functions.get(function_id);
    const begun = starts.get(id) ?? (config && { config, event, events: [], seq });
    if (!begun) continue;
    begun.events.push(event);
    begun.seq = seq;
    starts.set(id, begun);
  }
  return [...starts.values()];
}

function keyFor({ config, event }: Start): string {
  return groupKey(config, config.batchEvents?.key, event);
}
