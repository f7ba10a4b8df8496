import type { TransactionSql } from "postgres";
import { Capacity, type Limit } from "./limits";

/**
 * The queues of calls and whose turn it is, kept so that a claim reads no more than it claims: a queue is
 * due later (no turn), open (its turn says when), or held by a limit that is full. Calls announce themselves
 * in jobs.arrival; only a claim, and one at a time, writes the queues.
 */
export interface Queue {
  name: string;
  limits: Limit[];
}

/** Holds that come due are looked at so many at a time. */
const AT_ONCE = 1_000;
const ARRIVALS = 5_000;

/**
 * Waits for the claims of other engines to end. Every statement of a claim walks an index; tables that fill
 * and empty within seconds have no statistics from which the planner could know that. Statistics taken while one
 * was empty make it join row by row: each statement therefore names the rows it wants as an array and looks up what they get.
 */
export async function lockTurns(tx: TransactionSql): Promise<void> {
  await tx`
    select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
      set_config('enable_mergejoin', 'off', true), pg_advisory_xact_lock(hashtext('jobs.claim'))`;
}

/**
 * Takes up what came since the last claim: leases that ran out and calls that arrived. Returns whether there
 * may be more: what came while nothing was claimed is taken up in pieces, so that no claim lasts long.
 */
export async function takeUp(tx: TransactionSql): Promise<boolean> {
  const [, [taken]] = await Promise.all([
    tx`
      with over as (
        update jobs.call set lease = null, lease_until = null
        where id = any(array(select id from jobs.call where lease_until <= clock_timestamp() for update skip locked))
        returning queue, limits, due_at
      )
      insert into jobs.arrival (queue, limits, due_at) select queue, limits, due_at from over`,
    tx<{ count: number }[]>`
      with come as (
        delete from jobs.arrival where id = any(array(select id from jobs.arrival order by id limit ${ARRIVALS}))
        returning queue, limits, due_at
      ),
      placed as (
        insert into jobs.queue as q (name, limits, due_at)
        select queue, (array_agg(limits))[1], min(due_at) from come group by queue
        on conflict (name) do update set due_at = least(q.due_at, excluded.due_at) where q.turn is null
      )
      select count(*)::int as count from come`,
  ]);
  return taken?.count === ARRIVALS;
}

/** Puts up to `count` queues that have come due at the end of the line. Returns whether there may be more. */
export async function lineUp(tx: TransactionSql, now: Date, count: number): Promise<boolean> {
  const { count: entered } = await tx`
    with due as materialized (
      select name, nextval('jobs.turn') as turn
      from (select name from jobs.queue where turn is null and due_at <= ${now} order by due_at limit ${count}) first
    )
    update jobs.queue set turn = ((select jsonb_object_agg(name, turn) from due) ->> name)::bigint
    where name = any(array(select name from due))`;
  return entered === count;
}

/** What the limits allow now, before anything is claimed. */
export async function capacity(tx: TransactionSql, now: Date): Promise<Capacity> {
  const running = await tx<{ key: string; count: number }[]>`
    select l.key, count(*)::int as count
    from jobs.call, jsonb_to_recordset(limits) as l (key text)
    where lease_until > clock_timestamp() group by l.key`;
  return new Capacity(now.getTime(), new Map(running.map(({ key, count }) => [key, count])), new Map());
}

/**
 * Opens as many of the held queues as their limits allow, those whose turn is longest past first.
 * Returns how many.
 */
export async function release(tx: TransactionSql, known: Capacity, now: Date, room: number): Promise<number> {
  const held = await tx<{ key: string; by_limit: Limit }[]>`
    select key, by_limit from jobs.hold where until <= ${now} order by until limit ${AT_ONCE}`;
  if (held.length === 0) return 0;
  const limits = held.map(({ by_limit }) => by_limit);
  await learnPaces(tx, known, limits);
  const free = limits.filter((limit) => known.free(limit) > 0);
  const keys = free.map(({ key }) => key);
  const { count } = await tx`
    update jobs.queue set held_by = null where name = any(array(
      select q.name
      from unnest(${keys}::text[], ${free.map((limit) => String(Math.min(known.free(limit), room)))}::text[]::int[]) as k (key, free)
      cross join lateral (select name from jobs.queue where held_by = k.key order by turn limit k.free) q))`;
  await tx`
    delete from jobs.hold h where key = any(${keys})
      and not exists (select from jobs.queue q where q.held_by = h.key)`;
  await keepHolds(
    tx,
    known,
    limits.filter((limit) => "everyMs" in limit && known.free(limit) <= 0),
  );
  return count;
}

/** The open queues whose turn is next. */
export async function nextQueues(tx: TransactionSql, count: number): Promise<Queue[]> {
  return tx<Queue[]>`
    select name, limits from jobs.queue where turn is not null and held_by is null order by turn limit ${count}`;
}

/** Sets queues aside until the limit that is full allows something again. */
export async function hold(
  tx: TransactionSql,
  known: Capacity,
  queues: { name: string; by: Limit }[],
): Promise<void> {
  if (queues.length === 0) return;
  const holders = Object.fromEntries(queues.map(({ name, by }) => [name, by.key]));
  // In a select of its own the text is read once, not for every row.
  await tx`
    update jobs.queue set held_by = (select ${JSON.stringify(holders)}::text::jsonb) ->> name
    where name = any(${Object.keys(holders)})`;
  await keepHolds(tx, known, [...new Map(queues.map(({ by }) => [by.key, by])).values()]);
}

/** What is next in queues that had their turn: the end of the line, a later moment, or nothing. */
export async function endTurns(
  tx: TransactionSql,
  queues: Queue[],
  served: Set<string>,
  now: Date,
): Promise<void> {
  if (queues.length === 0) return;
  const names = queues.map(({ name }) => name);
  await tx`
    with next as materialized (
      select q.name, q.served, c.due_at
      from unnest(${names}::text[], ${names.map((name) => String(served.has(name)))}::text[]::boolean[]) as q (name, served)
      left join lateral (
        select due_at from jobs.call where queue = q.name and lease is null order by due_at limit 1
      ) c on true
    ),
    gone as (delete from jobs.queue where name = any(array(select name from next where due_at is null)))
    update jobs.queue q set due_at = n.due_at,
      turn = case when n.due_at > ${now} then null when n.served then nextval('jobs.turn') else q.turn end
    from next n where q.name = n.name and q.name = any(${names}) and n.due_at is not null`;
}

/** Reads how far the paces among the limits are spent. */
export async function learnPaces(tx: TransactionSql, known: Capacity, limits: Limit[]): Promise<void> {
  const keys = limits.filter((one) => "everyMs" in one && !known.knows(one.key)).map(({ key }) => key);
  if (keys.length === 0) return;
  const rows = await tx<{ key: string; spent_until: number }[]>`
    select key, spent_until from jobs.pace where key = any(${keys})`;
  known.learn(rows.map(({ key, spent_until }) => [key, spent_until]));
}

export async function keepPaces(tx: TransactionSql, known: Capacity): Promise<void> {
  const spent = known.spentPaces();
  if (spent.length === 0) return;
  await tx`
    insert into jobs.pace (key, spent_until)
    select * from unnest(${spent.map(([key]) => key)}::text[], ${spent.map(([, until]) => String(until))}::text[]::float8[])
    on conflict (key) do update set spent_until = excluded.spent_until`;
}

async function keepHolds(tx: TransactionSql, known: Capacity, limits: Limit[]): Promise<void> {
  if (limits.length === 0) return;
  await tx`
    insert into jobs.hold (key, by_limit, until)
    select key, by_limit::jsonb, until::timestamptz
    from unnest(${limits.map(({ key }) => key)}::text[], ${limits.map((limit) => JSON.stringify(limit))}::text[],
      ${limits.map((limit) => known.freeAt(limit)?.toISOString() ?? "-infinity")}::text[]) as h (key, by_limit, until)
    on conflict (key) do update set by_limit = excluded.by_limit, until = excluded.until`;
}
