import type { TransactionSql } from "postgres";
import { duration } from "./duration";
import { type Engine, type JobEvent, transaction } from "./engine";
import { groupKey } from "./flow";
import { type Start, startRuns } from "./start";

const BATCH = 500;

interface Row {
  function_id: string;
  event: JobEvent;
  seq: string;
}

/**
 * Puts events off until their key has been quiet for the period, or the time-out since the first is over;
 * the latest stands for all. Gives back what begins now: what was due before these events came.
 */
export async function debounce(tx: TransactionSql, engine: Engine, starts: Start[]): Promise<Start[]> {
  if (starts.length === 0) return [];
  const now = engine.now();
  const latest = new Map<string, Start>();
  for (const start of starts) {
    const key = groupKey(start.config, start.config.debounce?.key, start.event);
    const known = latest.get(key);
    if (!known || known.event.ts <= start.event.ts) latest.set(key, start);
  }
  const over = await tx<Row[]>`
    delete from jobs.debounce where key = any(${[...latest.keys()]}) and due_at <= ${now}
    returning function_id, event, seq`;
  await putOff(tx, [...latest], now);
  return over.flatMap((row) => asStart(engine, row));
}

/** Starts what has been quiet long enough. Returns whether there may be more. */
export async function endDebounces(engine: Engine): Promise<boolean> {
  return transaction(engine.sql, async (tx) => {
    const over = await tx<Row[]>`
      delete from jobs.debounce where key in (
        select key from jobs.debounce where due_at <= ${engine.now()}
        order by due_at limit ${BATCH} for update skip locked
      ) returning function_id, event, seq`;
    await startRuns(
      tx,
      engine,
      over.flatMap((row) => asStart(engine, row)),
    );
    return over.length === BATCH;
  });
}

/** An event that is older than the one kept, by its own time, changes nothing. */
async function putOff(tx: TransactionSql, latest: [string, Start][], now: Date): Promise<void> {
  const rows = latest.map(([key, { config, event, seq }]) => {
    const period = duration(config.debounce?.period ?? "");
    const most = config.debounce?.timeout ? duration(config.debounce.timeout) : undefined;
    const due = now.getTime() + Math.min(period, most ?? period);
    const last = most === undefined ? "infinity" : new Date(now.getTime() + most).toISOString();
    return { key, id: config.id, event, seq, due: new Date(due).toISOString(), last };
  });
  await tx`
    insert into jobs.debounce as d (key, function_id, event, event_ts, seq, due_at, latest_at)
    select key, function_id, event::json, event_ts, seq, due_at, latest_at
    from unnest(${rows.map(({ key }) => key)}::text[], ${rows.map(({ id }) => id)}::text[],
      ${rows.map(({ event }) => JSON.stringify(event))}::text[], ${rows.map(({ event }) => String(Math.trunc(event.ts)))}::text[]::bigint[],
      ${rows.map(({ seq }) => seq)}::text[]::bigint[], ${rows.map(({ due }) => due)}::text[]::timestamptz[],
      ${rows.map(({ last }) => last)}::text[]::timestamptz[]) as r (key, function_id, event, event_ts, seq, due_at, latest_at)
    on conflict (key) do update set event = excluded.event, event_ts = excluded.event_ts, seq = excluded.seq,
      due_at = least(excluded.due_at, d.latest_at)
    where d.event_ts <= excluded.event_ts`;
}

function asStart(engine: Engine, { function_id, event, seq }: Row): Start[] {
  const config = engine.functions.get(function_id);
  return config ? [{ config, event, seq }] : [];
}
