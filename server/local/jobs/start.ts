import type { TransactionSql } from "postgres";
import type { FunctionConfig } from "./config";
import { type Engine, type JobEvent, newId } from "./engine";
import { keyOf } from "./expression";
import { fingerprint } from "./fingerprint";
import { lineOf, startLineOf } from "./flow";
import { type NewWait, registerWaits } from "./registry";
import { type Outcome, settle } from "./runs";
import { makeSingle, singleKey } from "./single";

/** A run about to begin. `seq` is its event's: only later events can cancel it. */
export interface Start {
  config: FunctionConfig;
  event: JobEvent;
  /** All of a batch, `event` first. */
  events?: JobEvent[];
  seq: string;
  parent?: { runId: string; stepId: string };
}

/**
 * Creates the runs with their first call and their cancellations, in a few statements however many.
 * A repeated idempotency key within 24 hours starts nothing, nor does what a singleton skips.
 */
export async function startRuns(tx: TransactionSql, engine: Engine, starts: Start[]): Promise<void> {
  const now = engine.now();
  const wanted = await makeSingle(tx, engine, starts);
  if (wanted.length === 0) return;
  const rows = wanted.map((start) => ({ ...start, id: newId(now), ...plan(start) }));
  const keys = rows.map(({ onceKey }) => onceKey).filter((key) => key !== null);
  if (keys.length > 0) {
    const yesterday = new Date(now.getTime() - 86_400_000);
    await tx`update jobs.run set once_key = null where once_key = any(${keys}) and created_at < ${yesterday}`;
  }
  const ids = await insertRuns(tx, rows, now);
  const begun = rows.filter(({ id }) => ids.has(id));
  await callFirst(tx, begun, now);
  await registerWaits(tx, engine, begun.flatMap(cancellations));
  await settle(tx, engine, rows.filter(({ id }) => !ids.has(id)).flatMap(skipped));
}

type Planned = Start & { id: string } & ReturnType<typeof plan>;

async function insertRuns(tx: TransactionSql, rows: Planned[], now: Date): Promise<Set<string>> {
  const created = await tx<{ id: string }[]>`
    insert into jobs.run
      (id, function_id, events, queue, limits, parent_run, parent_step, once_key, single_key, created_at)
    select id, function_id, events::json, queue, limits::jsonb, parent_run, parent_step, once_key, single_key, ${now}
    from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ config }) => config.id)}::text[],
      ${rows.map(({ event, events }) => JSON.stringify(events ?? [event]))}::text[], ${rows.map(({ line }) => line.queue)}::text[],
      ${rows.map(({ line }) => JSON.stringify(line.limits))}::text[], ${rows.map(({ parent }) => parent?.runId ?? null)}::text[],
      ${rows.map(({ parent }) => parent?.stepId ?? null)}::text[], ${rows.map(({ onceKey }) => onceKey)}::text[],
      ${rows.map(({ single }) => single)}::text[])
      as r (id, function_id, events, queue, limits, parent_run, parent_step, once_key, single_key)
    on conflict do nothing
    returning id`;
  return new Set(created.map(({ id }) => id));
}

async function callFirst(tx: TransactionSql, rows: Planned[], now: Date): Promise<void> {
  await tx`
    with added as (
      insert into jobs.call (run_id, step_id, queue, limits, due_at)
      select id, 'step', queue, limits::jsonb, ${now}
      from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ startLine }) => startLine.queue)}::text[],
        ${rows.map(({ startLine }) => JSON.stringify(startLine.limits))}::text[]) as c (id, queue, limits)
      order by id returning queue, limits, due_at
    )
    insert into jobs.arrival (queue, limits, due_at) select distinct queue, limits, due_at from added`;
}

function plan(start: Start) {
  const { config, event, parent } = start;
  const once = config.idempotency && !parent ? keyOf(config.idempotency, { event }) : null;
  return {
    line: lineOf(config, event),
    startLine: startLineOf(config, event),
    single: singleKey(start),
    onceKey: once === null ? null : `${config.id}:${fingerprint(once)}`,
  };
}

function skipped({ parent }: Start): Outcome[] {
  const error = { name: "Error", message: "The invoked function is a singleton and runs already." };
  return parent ? [{ runId: parent.runId, stepId: parent.stepId, result: { type: "error", error } }] : [];
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
