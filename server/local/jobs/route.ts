import type { TransactionSql } from "postgres";
import { gather, isBatched } from "./batch";
import { debounce } from "./debounce";
import { type Engine, isTransient, type JobEvent, transaction } from "./engine";
import { holds } from "./expression";
import { type Start, startRuns } from "./start";
import { matchWaits } from "./waits";

const BATCH = 500;

/**
 * Routes the next events; returns whether there may be more. Whatever an event holds, the ones behind it are
 * not kept waiting: one that cannot be routed is given up.
 */
export async function routeEvents(engine: Engine): Promise<boolean> {
  try {
    return await routeBatch(engine, BATCH);
  } catch (error) {
    if (isTransient(error)) throw error;
    await routeSingly(engine);
    return true;
  }
}

/**
 * Gives stored events, oldest first, to the functions they trigger and to the runs that wait for them.
 * One engine at a time does this, so that a cancellation never overtakes the start it is meant for.
 * Returns whether there may be more.
 */
async function routeBatch(engine: Engine, size: number): Promise<boolean> {
  return transaction(engine.sql, async (tx) => {
    const [{ mine } = { mine: false }] = await tx<{ mine: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext('jobs.route')) as mine`;
    if (!mine) return false;
    const rows = await tx<{ id: string; seq: string; body: JobEvent }[]>`
      select id, seq, body from jobs.event where not routed order by seq limit ${size}`;
    if (rows.length === 0) return false;
    const events = rows.map(({ seq, body }) => ({ event: body, seq }));
    const starts = events.flatMap((one) => triggered(engine, one));
    await startRuns(tx, engine, [
      ...starts.filter((start) => !isBatched(start) && !start.config.debounce),
      ...(await debounce(
        tx,
        engine,
        starts.filter(({ config }) => config.debounce),
      )),
      ...(await gather(tx, engine, starts.filter(isBatched))),
    ]);
    await matchWaits(tx, engine, events);
    await markRouted(tx, rows);
    return rows.length === size;
  });
}

async function routeSingly(engine: Engine): Promise<void> {
  for (let left = BATCH; left > 0; left--) {
    try {
      if (!(await routeBatch(engine, 1))) return;
    } catch (error) {
      if (isTransient(error)) throw error;
      const [given] = await engine.sql<{ id: string; name: string }[]>`
        update jobs.event set routed = true
        where seq = (select min(seq) from jobs.event where not routed) returning id, name`;
      engine.log(`jobs: event ${given?.id} (${given?.name}) cannot be routed: ${(error as Error).message}`);
    }
  }
}

function triggered(engine: Engine, { event, seq }: { event: JobEvent; seq: string }): Start[] {
  const starts: Start[] = [];
  for (const config of engine.functions.values()) {
    const hit = config.triggers.some(
      (one) => "event" in one && named(one.event, event.name) && holds(one.expression, { event }),
    );
    if (hit) starts.push({ config, event, seq });
  }
  return starts;
}

/** A trigger may end in `*`. */
function named(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

async function markRouted(tx: TransactionSql, rows: { id: string }[]): Promise<void> {
  await tx`update jobs.event set routed = true where id = any(${rows.map(({ id }) => id)})`;
}
