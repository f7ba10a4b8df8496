import type { TransactionSql } from "postgres";
import { type FunctionConfig, limitsFor } from "./config";
import { type Engine, type JobEvent, type Limit, newId, type StepResult } from "./engine";
import { recordEvents } from "./events";
import { keyOf } from "./expression";
import { fingerprint } from "./fingerprint";
import { type NewWait, registerWaits } from "./registry";

/** A run about to begin. `seq` is its event's: only later events can cancel it. */
export interface Start {
  config: FunctionConfig;
  event: JobEvent;
  seq: string;
  parent?: { runId: string; stepId: string };
}

export interface Outcome {
  runId: string;
  stepId: string;
  result: StepResult;
}

/**
 * Creates the runs with their first call and their cancellations, in a few statements however many.
 * A repeated idempotency key within 24 hours starts nothing.
 */
export async function startRuns(tx: TransactionSql, engine: Engine, starts: Start[]): Promise<void> {
  if (starts.length === 0) return;
  const now = engine.now();
  const rows = starts.map((start) => ({ ...start, id: newId(now), ...plan(start) }));
  const keys = rows.map(({ onceKey }) => onceKey).filter((key) => key !== null);
  if (keys.length > 0) {
    const yesterday = new Date(now.getTime() - 86_400_000);
    await tx`update jobs.run set once_key = null where once_key = any(${keys}) and created_at < ${yesterday}`;
  }
  const created = await tx<{ id: string }[]>`
    insert into jobs.run (id, function_id, events, queue, limits, parent_run, parent_step, once_key, created_at)
    select id, function_id, events::json, queue, limits::jsonb, parent_run, parent_step, once_key, ${now}
    from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ config }) => config.id)}::text[],
      ${rows.map(({ event }) => JSON.stringify([event]))}::text[], ${rows.map(({ queue }) => queue)}::text[],
      ${rows.map(({ limits }) => JSON.stringify(limits))}::text[], ${rows.map(({ parent }) => parent?.runId ?? null)}::text[],
      ${rows.map(({ parent }) => parent?.stepId ?? null)}::text[], ${rows.map(({ onceKey }) => onceKey)}::text[])
      as r (id, function_id, events, queue, limits, parent_run, parent_step, once_key)
    on conflict (once_key) do nothing
    returning id`;
  const ids = new Set(created.map(({ id }) => id));
  const begun = rows.filter(({ id }) => ids.has(id));
  await callNext(tx, engine, [...ids]);
  await registerWaits(tx, engine, begun.flatMap(cancellations));
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
    insert into jobs.call (run_id, step_id, queue, limits, due_at)
    select id, 'step', queue, limits, ${engine.now()} from jobs.run r
    where id = any(${runIds})
      and not exists (select from jobs.call c where c.run_id = r.id and c.grouped)
      and not exists (select from jobs.wait w where w.run_id = r.id and w.grouped)
    order by id
    on conflict (run_id, step_id) do update set again = true where call.lease is not null`;
}

function plan({ config, event, parent }: Start): { queue: string; limits: Limit[]; onceKey: string | null } {
  const limits = limitsFor(config, event);
  const once = config.idempotency && !parent ? keyOf(config.idempotency, { event }) : null;
  return {
    queue: limits[0]?.key ?? config.id,
    limits,
    onceKey: once === null ? null : `${config.id}:${fingerprint(once)}`,
  };
}

function cancellations({ id, config, event, seq }: Start & { id: string }): NewWait[] {
  return (config.cancel ?? []).map((one, index) => ({
    runId: id,
    stepId: `cancel:${index}`,
    kind: "cancel",
    eventName: one.event,
    expression: one.if,
    event,
    afterSeq: seq,
    expires: one.timeout,
    grouped: false,
  }));
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
