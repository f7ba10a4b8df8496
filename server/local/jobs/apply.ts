import type { TransactionSql } from "postgres";
import type { Answer } from "./app";
import type { Run } from "./call";
import { attempts } from "./config";
import { moment } from "./duration";
import { type Engine, newId, type StepResult, transaction } from "./engine";
import { lastSeq } from "./events";
import { expiry, type Op, parseOps } from "./ops";
import { type Call, complete, postpone } from "./queue";
import { type NewWait, registerWaits } from "./registry";
import { callNext, finish, lockRunning, type Outcome, settle } from "./runs";
import { startRuns } from "./start";

interface Context {
  tx: TransactionSql;
  engine: Engine;
  run: Run;
  call: Call;
}

/** Makes the app's answer to a call durable, all of it or nothing. Ignored when the claim was lost meanwhile. */
export async function applyAnswer(engine: Engine, run: Run, call: Call, answer: Answer): Promise<void> {
  await transaction(engine.sql, async (tx) => {
    const running = await lockRunning(tx, [run.id]);
    const context = { tx, engine, run, call };
    if (running.size === 0) return void (await complete(tx, call));
    if (answer.oversized) return fail(context, refusal("The output is larger than 4 MiB."));
    if (answer.status === 200) return end(context, answer.body);
    if (answer.status === 206) return applyOps(context, answer);
    if (isFinal(answer) || isLastAttempt(context)) return fail(context, answer.body);
    return retry(context, answer);
  });
}

/** Ends the run as failed, unless the call is not ours any more. */
export async function fail({ tx, engine, run, call }: Context, error: unknown): Promise<void> {
  if (!(await complete(tx, call))) return;
  await finish(tx, engine, [run.id], "failed", error);
  const { message } = (error ?? {}) as { message?: unknown };
  engine.log(`jobs: run ${run.id} of ${run.function_id} failed: ${message}`);
}

/** An error of our own, in the shape in which the SDK reports those of a function. */
export function refusal(message: string): { name: string; message: string } {
  return { name: "Error", message };
}

async function end({ tx, engine, run, call }: Context, output: unknown): Promise<void> {
  if (await complete(tx, call)) await finish(tx, engine, [run.id], "completed", output);
}

async function applyOps(context: Context, answer: Answer): Promise<void> {
  const { tx, engine, run, call } = context;
  const ops = parseOps(answer.body, engine.now());
  if (typeof ops === "string") return fail(context, refusal(ops));
  if (ops.some(({ op }) => op === "StepError") && !isFinal(answer)) return retry(context, answer);
  const done = ops.find(({ op }) => op === "RunComplete");
  if (done) return end(context, done.data);
  const mine = await complete(tx, call);
  if (!mine) return;
  const version = Number(answer.headers["x-inngest-req-version"] ?? run.version);
  const planned = run.planned || ops.length > 1;
  await tx`update jobs.run set version = ${version}, planned = ${planned} where id = ${run.id}`;
  const grouped = (op: Op) => ops.length > 1 && version === 2 && op.opts?.parallelMode !== "race";
  await plan(
    context,
    ops.filter(({ op }) => op === "StepPlanned"),
    grouped,
  );
  // Events before this moment do not count, even those that are still to be routed.
  const seq = await lastSeq(tx);
  await wait(context, ops, grouped, seq);
  await invoke(
    context,
    ops.filter(({ op }) => op === "InvokeFunction"),
    seq,
  );
  await settle(
    tx,
    engine,
    ops.flatMap((op) => outcome(run, op)),
  );
  if (mine.again || ops.some(({ op }) => op === "DiscoveryRequest")) await callNext(tx, engine, [run.id]);
}

async function plan({ tx, engine, run }: Context, ops: Op[], grouped: (op: Op) => boolean): Promise<void> {
  if (ops.length === 0) return;
  await tx`
    with added as (
      insert into jobs.call (run_id, step_id, queue, limits, due_at, grouped)
      select r.id, o.id, r.queue, r.limits, ${engine.now()}, o.grouped
      from jobs.run r, unnest(${ops.map(({ id }) => id)}::text[], ${ops.map((op) => String(grouped(op)))}::text[]::boolean[]) as o (id, grouped)
      where r.id = ${run.id} and not exists (select from jobs.step s where s.run_id = r.id and s.id = o.id)
      on conflict do nothing returning queue, limits, due_at
    )
    insert into jobs.arrival (queue, limits, due_at) select distinct queue, limits, due_at from added`;
}

const kinds: Record<string, NewWait["kind"]> = {
  Sleep: "sleep",
  WaitForEvent: "event",
  InvokeFunction: "invoke",
};

async function wait(
  { tx, engine, run }: Context,
  ops: Op[],
  grouped: (op: Op) => boolean,
  seq: string,
): Promise<void> {
  const [event] = run.events;
  const waits = ops.flatMap((op): NewWait[] => {
    const kind = kinds[op.op];
    if (!kind || !event) return [];
    const awaited =
      kind === "event" ? { eventName: op.name ?? "", expression: text(op.opts?.if), afterSeq: seq } : {};
    const expires = expiry(op);
    return [{ runId: run.id, stepId: op.id, kind, ...awaited, event, expires, grouped: grouped(op) }];
  });
  await registerWaits(tx, engine, waits);
}

async function invoke({ tx, engine, run }: Context, ops: Op[], seq: string): Promise<void> {
  for (const op of ops) {
    const [known] = await tx`select from jobs.run where parent_run = ${run.id} and parent_step = ${op.id}`;
    if (known) continue;
    const config = engine.functions.get(text(op.opts?.function_id) ?? "");
    if (!config) {
      const error = refusal(`There is no function ${text(op.opts?.function_id)} to invoke.`);
      await settle(tx, engine, [{ runId: run.id, stepId: op.id, result: { type: "error", error } }]);
      continue;
    }
    const { data } = (op.opts?.payload ?? {}) as { data?: Record<string, unknown> };
    const now = engine.now();
    const event = { id: newId(now), name: "inngest/function.invoked", data: data ?? {}, ts: now.getTime() };
    await startRuns(tx, engine, [{ config, event, seq, parent: { runId: run.id, stepId: op.id } }]);
  }
}

function outcome(run: Run, { op, id, data, error }: Op): Outcome[] {
  const results: Record<string, StepResult> = {
    StepRun: { type: "data", data: data ?? null },
    Step: { type: "data", data: data ?? null },
    StepFailed: { type: "error", error },
    StepError: { type: "error", error },
  };
  const result = results[op];
  return result ? [{ runId: run.id, stepId: id, result }] : [];
}

async function retry({ tx, engine, run, call }: Context, answer: Answer): Promise<void> {
  const version = Number(answer.headers["x-inngest-req-version"] ?? run.version);
  await tx`update jobs.run set version = ${version} where id = ${run.id}`;
  await postpone(tx, call, retryAt(engine, call, answer), "attempt");
}

function retryAt(engine: Engine, call: Call, answer: Answer): Date {
  const after = answer.headers["retry-after"];
  const now = engine.now();
  if (!after) return new Date(now.getTime() + engine.backoff(call.attempt + 1));
  return /^\d+$/.test(after) ? new Date(now.getTime() + Number(after) * 1000) : moment(after, now);
}

function isFinal({ headers }: Answer): boolean {
  return headers["x-inngest-no-retry"] === "true";
}

function isLastAttempt({ engine, run, call }: Context): boolean {
  return call.attempt + 1 >= attempts(engine.functions.get(run.function_id));
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
