import type { Engine } from "./engine";

/** The newest 100 runs; `status` and `function` narrow them. Without what their events contain. */
export async function listRuns({ sql }: Engine, query: URLSearchParams): Promise<unknown> {
  const status = query.get("status");
  const functionId = query.get("function");
  const runs = await sql`
    select r.id, r.function_id as function, r.status, r.events->0->>'name' as event, r.created_at, r.ended_at,
      (select count(*)::int from jobs.step s where s.run_id = r.id) as steps,
      (select min(c.due_at) from jobs.call c where c.run_id = r.id) as next_call_at,
      (select max(c.attempt) from jobs.call c where c.run_id = r.id) as attempt,
      case when r.status = 'failed' then r.output end as error
    from jobs.run r
    where (${status}::text is null or r.status = ${status}) and (${functionId}::text is null or r.function_id = ${functionId})
    order by r.created_at desc, r.id desc limit 100`;
  return { runs: [...runs] };
}

/** One run with its events, steps and what it waits for; undefined when there is none. */
export async function showRun({ sql }: Engine, id: string): Promise<unknown> {
  const [[run], steps, calls, waits] = await Promise.all([
    sql`select id, function_id as function, status, events, output, created_at, ended_at from jobs.run where id = ${id}`,
    sql`select id, result from jobs.step where run_id = ${id} order by seq`,
    sql`select step_id as step, attempt, due_at, lease_until from jobs.call where run_id = ${id} order by id`,
    sql`select step_id as step, kind, event_name as event, expression, expires_at from jobs.wait where run_id = ${id}`,
  ]);
  return run && { ...run, steps: [...steps], calls: [...calls], waits: [...waits] };
}
