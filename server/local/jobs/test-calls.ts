import postgres, { type Sql } from "postgres";
import type { TestDatabase } from "@/server/testing/database";
import { fingerprint } from "./fingerprint";
import type { Limit } from "./limits";
import type { Claimer } from "./queue";
import { migrate } from "./tables";

/** A call as a test wants it; its queue is what it shares its limits with. */
export interface Wanted {
  fn: string;
  limits: Limit[];
  due: Date;
}

function queueOf({ fn, limits }: Pick<Wanted, "fn" | "limits">): string {
  return `${fn} ${fingerprint(JSON.stringify(limits))}`;
}

/** A connection to the engine's tables, made; the plan and the counts of one session are its own. */
export async function jobTables(database: TestDatabase, max = 1): Promise<Sql> {
  const sql = postgres(database.ownerUrl, { max, onnotice: () => undefined });
  await migrate(sql);
  return sql;
}

export function claimer(sql: Sql, now: () => Date): Claimer {
  return { sql, now, leaseMs: 600_000, wake: () => undefined };
}

/** Runs with their first calls, as many as wanted; their ids are those of the calls, in order. */
export async function addCalls(sql: Sql, calls: Wanted[]): Promise<string[]> {
  const texts = (pick: (call: Wanted) => string) => calls.map(pick);
  const rows = await sql<{ id: string }[]>`
    with wanted as (
      select * from unnest(${texts(({ fn }) => fn)}::text[], ${texts(queueOf)}::text[],
        ${texts(({ limits }) => JSON.stringify(limits))}::text[],
        ${texts(({ limits }) => JSON.stringify(limits.filter((one) => "cap" in one)))}::text[],
        ${texts(({ due }) => due.toISOString())}::text[]::timestamptz[])
        with ordinality as w (fn, queue, limits, caps, due_at, n)
    ),
    run as (
      insert into jobs.run (id, function_id, events, queue, limits, created_at)
      select gen_random_uuid(), fn || '#' || n, '[]', fn || ' ' || caps, caps::jsonb, now() from wanted
      returning id, function_id
    ),
    call as (
      insert into jobs.call (run_id, step_id, queue, limits, due_at)
      select r.id, 'step', w.queue, w.limits::jsonb, w.due_at
      from wanted w join run r on r.function_id = w.fn || '#' || w.n order by w.n
      returning id, queue, limits, due_at
    ),
    arrival as (
      insert into jobs.arrival (queue, limits, due_at) select queue, limits, min(due_at) from call group by queue, limits
    )
    select id from call order by id`;
  return rows.map(({ id }) => id);
}

/** Rows of the engine's tables that the session read while it did the work, and tables it read from end to end. */
export async function touched(
  sql: Sql,
  work: () => Promise<unknown>,
): Promise<{ rows: number; scans: number }> {
  const before = await counts(sql);
  await work();
  const after = await counts(sql);
  return { rows: after.rows - before.rows, scans: after.scans - before.scans };
}

async function counts(sql: Sql): Promise<{ rows: number; scans: number }> {
  await sql`select pg_stat_force_next_flush()`;
  const [row] = await sql<{ rows: number; scans: number }[]>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows, sum(seq_scan)::int as scans
    from pg_stat_user_tables where schemaname = 'jobs'`;
  return row ?? { rows: 0, scans: 0 };
}
