import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { type Engine, type Limit, transaction } from "./engine";

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

interface Candidate {
  id: string;
  limits: Limit[];
}

/**
 * Claims up to `room` due calls, within every concurrency limit and taking turns between queues (function
 * and first concurrency key), so that a long queue does not keep a short one waiting.
 */
export async function claim(engine: Engine, room: number): Promise<Call[]> {
  return transaction(engine.sql, async (tx) => {
    // Counting what runs and claiming more must be one act, over all engines on this database.
    await tx`select pg_advisory_xact_lock(hashtext('jobs.claim'))`;
    const running = await runningByKey(tx);
    const chosen = choose(await candidates(tx, engine.now(), room), running, room);
    if (chosen.length === 0) return [];
    return tx<Call[]>`
      update jobs.call set lease = ${randomUUID()}, lease_until = ${leaseEnd(tx, engine)}, again = false
      where id in (select id from jobs.call where id = any(${chosen}) for update skip locked)
      returning id, run_id, step_id, attempt, stalls, lease`;
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
    where c.id = h.id and c.lease = h.lease`,
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
    update jobs.call set lease = null, lease_until = null, due_at = ${due}, attempt = ${attempt}, stalls = ${stalls}
    where id = ${call.id} and lease = ${call.lease}`;
}

/** By the database's clock, which all engines share. */
function leaseEnd(sql: TransactionSql | Engine["sql"], { leaseMs }: Engine) {
  return sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;
}

async function runningByKey(tx: TransactionSql): Promise<Map<string, number>> {
  const rows = await tx<{ key: string; count: number }[]>`
    select l.key, count(*)::int as count
    from jobs.call, jsonb_to_recordset(limits) as l (key text)
    where lease_until > clock_timestamp() group by l.key`;
  return new Map(rows.map(({ key, count }) => [key, count]));
}

/** The heads of every queue: the index is walked from queue to queue, never over the whole backlog. */
async function candidates(tx: TransactionSql, now: Date, room: number): Promise<Candidate[]> {
  return tx<Candidate[]>`
    with recursive queues as (
      (select queue from jobs.call order by queue limit 1)
      union all
      select (select queue from jobs.call c where c.queue > q.queue order by queue limit 1)
      from queues q where q.queue is not null
    ),
    running as (
      select l.key, count(*) as count from jobs.call, jsonb_to_recordset(limits) as l (key text)
      where lease_until > clock_timestamp() group by l.key
    )
    select c.id, c.limits
    from queues q cross join lateral (
      select id, limits, due_at, row_number() over (order by due_at, id) as place
      from (
        select * from jobs.call
        where queue = q.queue and due_at <= ${now} and (lease_until is null or lease_until <= clock_timestamp())
        order by due_at, id limit ${room}
      ) heads
    ) c
    where not exists (
      select from jsonb_to_recordset(c.limits) as l (key text, cap int) join running r on r.key = l.key
      where r.count >= l.cap
    )
    order by c.place, c.due_at limit ${room * 8}`;
}

function choose(rows: Candidate[], running: Map<string, number>, room: number): string[] {
  const chosen: string[] = [];
  for (const { id, limits } of rows) {
    if (chosen.length === room) break;
    if (limits.some(({ key, cap }) => (running.get(key) ?? 0) >= cap)) continue;
    for (const { key } of limits) running.set(key, (running.get(key) ?? 0) + 1);
    chosen.push(id);
  }
  return chosen;
}
