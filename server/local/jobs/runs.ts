import type { TransactionSql } from "postgres";
import type { Engine, JobEvent, StepResult } from "./engine";
import { recordEvents } from "./events";

export interface Outcome {
  runId: string;
  stepId: string;
  result: StepResult;
}

/**
 * Remembers the results of steps and lets their runs go on: each is asked what comes next as soon as no
 * step of its parallel group is outstanding. Steps of runs that have ended are ignored.
 */
export async function settle(tx: TransactionSql, engine: Engine, outcomes: Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const wanted = [...new Set(outcomes.map(({ runId }) => runId))].sort();
  const running = await lockRunning(tx, wanted);
  const kept = outcomes.filter(({ runId }) => running.has(runId));
  const columns = [kept.map(({ runId }) => runId), kept.map(({ stepId }) => stepId)] as const;
  await tx`
    insert into jobs.step (run_id, id, result)
    select run_id, id, result::json
    from unnest(${columns[0]}::text[], ${columns[1]}::text[], ${kept.map(({ result }) => JSON.stringify(result))}::text[])
      as s (run_id, id, result)
    on conflict do nothing`;
  for (const table of [tx`jobs.call`, tx`jobs.wait`]) {
    await tx`
      delete from ${table} t using unnest(${columns[0]}::text[], ${columns[1]}::text[]) as s (run_id, id)
      where t.run_id = s.run_id and t.step_id = s.id`;
  }
  await callNext(tx, engine, [...running]);
}

/** Locks those of the runs that have not ended, in one order, so that two transactions never cross. */
export async function lockRunning(tx: TransactionSql, runIds: string[]): Promise<Set<string>> {
  const rows = await tx<{ id: string }[]>`
    select id from jobs.run where id = any(${runIds}) and status = 'running' order by id for update`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * Ends runs. What they wait for is dropped, the answer of a call in flight will be ignored, a run that
 * invoked them goes on, and a failure is announced by the event `inngest/function.failed`.
 */
export async function finish(
  tx: TransactionSql,
  engine: Engine,
  runIds: string[],
  status: "completed" | "failed" | "cancelled",
  output: unknown,
): Promise<void> {
  const ended = await tx<EndedRun[]>`
    update jobs.run set status = ${status}, output = ${JSON.stringify(output ?? null)}::text::json, ended_at = ${engine.now()}
    where id = any(${runIds}) and status = 'running'
    returning id, function_id, events, parent_run, parent_step`;
  const ids = ended.map(({ id }) => id);
  await tx`delete from jobs.call where run_id = any(${ids})`;
  await tx`delete from jobs.wait where run_id = any(${ids})`;
  if (status === "failed")
    await recordEvents(
      tx,
      engine,
      ended.map((run) => failure(run, output)),
    );
  await settle(
    tx,
    engine,
    ended.flatMap((run) => answerToParent(run, status, output)),
  );
}

interface EndedRun {
  id: string;
  function_id: string;
  events: JobEvent[];
  parent_run: string | null;
  parent_step: string | null;
}

/** A call that asks the function what comes next. One in flight may be too early to know: it is repeated. */
export async function callNext(tx: TransactionSql, engine: Engine, runIds: string[]): Promise<void> {
  await tx`
    with added as (
      insert into jobs.call (run_id, step_id, queue, limits, due_at)
      select id, 'step', queue, limits, ${engine.now()} from jobs.run r
      where id = any(${runIds})
        and not exists (select from jobs.call c where c.run_id = r.id and c.grouped)
        and not exists (select from jobs.wait w where w.run_id = r.id and w.grouped)
      order by id
      on conflict (run_id, step_id) do update set again = true where call.lease is not null
      returning queue, limits, due_at, lease
    )
    insert into jobs.arrival (queue, limits, due_at)
    select distinct queue, limits, due_at from added where lease is null`;
}

function failure(run: EndedRun, error: unknown) {
  const [event] = run.events;
  const data = { function_id: run.function_id, run_id: run.id, error, event, events: run.events };
  return { name: "inngest/function.failed", data };
}

function answerToParent(run: EndedRun, status: string, output: unknown): Outcome[] {
  if (run.parent_run === null || run.parent_step === null) return [];
  const error =
    status === "cancelled" ? { name: "Error", message: "The invoked function was cancelled." } : output;
  const result: StepResult =
    status === "completed" ? { type: "data", data: output } : { type: "error", error };
  return [{ runId: run.parent_run, stepId: run.parent_step, result }];
}
