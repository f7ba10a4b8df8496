import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { type Engine, transaction } from "./engine";
import type { Capacity, Limit } from "./limits";
import {
  capacity,
  endTurns,
  hold,
  keepPaces,
  learnPaces,
  lineUp,
  lockTurns,
  nextQueues,
  type Queue,
  release,
  takeUp,
} from "./turns";

/** One claim looks at so many stretches of the line, each twice as long as the one before; then at the rest in another. */
const ROUNDS = 8;
const LARGEST_ROUND = 2_000;

/** A request to the app that this process has claimed. `lease` is its right to apply the answer. */
export interface Call {
  id: string;
  run_id: string;
  /** `step` asks what comes next; anything else runs that step. */
  step_id: string;
  attempt: number;
  stalls: number;
  lease: string;
}

/** What a claim needs of an engine. */
export type Claimer = Pick<Engine, "sql" | "now" | "leaseMs" | "wake">;

interface Claiming {
  tx: TransactionSql;
  engine: Claimer;
  known: Capacity;
  now: Date;
  /** Whether queues that are due may still have to line up. */
  more: boolean;
}

/**
 * Claims up to `room` due calls, within every limit and taking turns between queues (function and limit
 * keys), so that a long queue does not keep a short one waiting.
 */
export async function claim(engine: Claimer, room: number): Promise<Call[]> {
  return transaction(engine.sql, async (tx) => {
    const now = engine.now();
    // Counting what runs and claiming more must be one act, over all engines on this database.
    await lockTurns(tx);
    // As many newcomers as there may be turns: whoever comes due is in line before the line goes round.
    const [moreCame, more, known] = await Promise.all([takeUp(tx), lineUp(tx, now, room), capacity(tx, now)]);
    if (moreCame) engine.wake();
    await release(tx, known, now, room);
    const claiming: Claiming = { tx, engine, known, now, more };
    const calls: Call[] = [];
    for (let round = 0; calls.length < room; round++) {
      const left = room - calls.length;
      const queues = await stretch(claiming, Math.min(LARGEST_ROUND, 2 * left * 2 ** round));
      if (queues.length === 0) break;
      calls.push(...(await serve(claiming, queues, left)));
      if (round === ROUNDS) {
        engine.wake();
        break;
      }
    }
    await keepPaces(tx, known);
    return calls;
  });
}

/** Keeps the claims of calls that are still being answered, however long their steps take. */
export async function heartbeat(engine: Engine, calls: Iterable<Call>): Promise<void> {
  const held = [...calls];
  if (held.length === 0) return;
  await transaction(
    engine.pulse,
    (tx) => tx`
    update jobs.call c set lease_until = ${leaseEnd(tx, engine)}
    from unnest(${held.map(({ id }) => id)}::text[]::bigint[], ${held.map(({ lease }) => lease)}::text[]::uuid[]) as h (id, lease)
    where c.id = h.id and c.lease = h.lease and c.id = any(${held.map(({ id }) => id)})`,
  );
}

/** Takes the call off the queue if the claim still stands; `again` if it must be asked once more. */
export async function complete(tx: TransactionSql, call: Call): Promise<{ again: boolean } | undefined> {
  const [row] = await tx<{ again: boolean }[]>`
    delete from jobs.call where id = ${call.id} and lease = ${call.lease} returning again`;
  return row;
}

/** Puts the call back, due later. An attempt is burnt only by an answer, never by an app that is away. */
export async function postpone(
  sql: TransactionSql | Engine["sql"],
  call: Call,
  due: Date,
  burnt: "attempt" | "nothing",
): Promise<void> {
  const attempt = burnt === "attempt" ? call.attempt + 1 : call.attempt;
  const stalls = burnt === "attempt" ? 0 : call.stalls + 1;
  await sql`
    with back as (
      update jobs.call set lease = null, lease_until = null, due_at = ${due}, attempt = ${attempt}, stalls = ${stalls}
      where id = ${call.id} and lease = ${call.lease} returning queue, limits, due_at
    )
    insert into jobs.arrival (queue, limits, due_at) select queue, limits, due_at from back`;
}

/** By the database's clock, which all engines share. */
function leaseEnd(sql: TransactionSql | Engine["sql"], { leaseMs }: Pick<Engine, "leaseMs">) {
  return sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;
}

/** The next queues in line; when there are few, also of what has come due, or was held for a limit that has room. */
async function stretch(claiming: Claiming, count: number): Promise<Queue[]> {
  const { tx, known, now } = claiming;
  const queues = await nextQueues(tx, count);
  if (queues.length < count && claiming.more) {
    claiming.more = await lineUp(tx, now, count);
    return nextQueues(tx, count);
  }
  if (queues.length > 0 || (await release(tx, known, now, count)) === 0) return queues;
  return nextQueues(tx, count);
}

/** Gives queues their turn: claims up to `left` of their calls. */
async function serve({ tx, engine, known, now }: Claiming, queues: Queue[], left: number): Promise<Call[]> {
  const open = await sift(tx, known, queues, left);
  const chosen = choose(await heads(tx, open, now, Math.ceil(left / open.length)), known, left);
  const calls = await lease(tx, engine, chosen);
  await endTurns(tx, open, new Set(chosen.map(({ name }) => name)), now);
  return calls;
}

/** The first `left` queues that may give something; those before them that may not are held. */
async function sift(tx: TransactionSql, known: Capacity, queues: Queue[], left: number): Promise<Queue[]> {
  await learnPaces(
    tx,
    known,
    queues.flatMap(({ limits }) => limits),
  );
  const open: Queue[] = [];
  const held: { name: string; by: Limit }[] = [];
  for (const queue of queues) {
    if (open.length === left) break;
    const by = known.full(queue.limits);
    if (by) held.push({ name: queue.name, by });
    else open.push(queue);
  }
  await hold(tx, known, held);
  return open;
}

interface Head extends Queue {
  id: string;
}

/** The calls due longest in each queue, `share` of each: the first of every queue, then the second of every one, and so on. */
async function heads(tx: TransactionSql, queues: Queue[], now: Date, share: number): Promise<Head[]> {
  if (queues.length === 0) return [];
  const rows = await tx<{ index: number; id: string }[]>`
    select (q.index - 1)::int as index, c.id
    from unnest(${queues.map(({ name }) => name)}::text[]) with ordinality as q (name, index)
    cross join lateral (
      select id, row_number() over (order by due_at, id) as place
      from (
        select id, due_at from jobs.call
        where queue = q.name and lease is null and due_at <= ${now} order by due_at, id limit ${share}
      ) first
    ) c
    order by c.place, q.index`;
  return rows.flatMap(({ index, id }) => {
    const queue = queues[index];
    return queue ? [{ ...queue, id }] : [];
  });
}

function choose(rows: Head[], known: Capacity, left: number): Head[] {
  const chosen: Head[] = [];
  for (const head of rows) {
    if (chosen.length === left) break;
    if (known.full(head.limits)) continue;
    known.take(head.limits);
    chosen.push(head);
  }
  return chosen;
}

/** From here on a call is an ordinary one of its run: what paced its start does not pace it again. */
async function lease(tx: TransactionSql, engine: Claimer, chosen: Head[]): Promise<Call[]> {
  if (chosen.length === 0) return [];
  const ids = chosen.map(({ id }) => id);
  const rows = await tx<Call[]>`
    update jobs.call c set lease = ${randomUUID()}, lease_until = ${leaseEnd(tx, engine)}, again = false,
      (queue, limits) = (select r.queue, r.limits from jobs.run r where r.id = c.run_id)
    where c.id = any(array(select id from jobs.call where id = any(${ids}) and lease is null for update skip locked))
    returning c.id, c.run_id, c.step_id, c.attempt, c.stalls, c.lease`;
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
