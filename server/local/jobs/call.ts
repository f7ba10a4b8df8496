import { type Answer, ask } from "./app";
import { attempts } from "./config";
import type { Engine, JobEvent, StepResult } from "./engine";
import type { Call } from "./queue";

/** What is known of a run when the app is called. */
export interface Run {
  id: string;
  function_id: string;
  events: JobEvent[];
  /** The protocol version the SDK chose in its first answer; -1 before. */
  version: number;
  /** It has had parallel steps: from then on every step is planned first and run by a call of its own. */
  planned: boolean;
  steps: { id: string; result: StepResult }[];
}

/** The run with the results of its steps in the order in which they came; undefined when it has ended. */
export async function loadRun({ sql }: Engine, runId: string): Promise<Run | undefined> {
  const [[run], steps] = await Promise.all([
    sql<Omit<Run, "steps">[]>`
      select id, function_id, events, version, planned from jobs.run where id = ${runId} and status = 'running'`,
    sql<Run["steps"]>`select id, result from jobs.step where run_id = ${runId} order by seq`,
  ]);
  return run && { ...run, steps };
}

/**
 * Asks the app for one step. `ctx.fn_id` is left out on purpose: without it the SDK keeps to one step per
 * call and reports each to us in its answer, instead of running ahead and reporting on the side.
 */
export async function callApp(engine: Engine, run: Run, call: Call): Promise<Answer | string> {
  const stack = run.steps.map(({ id }) => id);
  const body = {
    event: run.events[0],
    events: run.events,
    steps: Object.fromEntries(run.steps.map(({ id, result }) => [id, result])),
    version: run.version,
    ctx: {
      run_id: run.id,
      attempt: call.attempt,
      max_attempts: attempts(engine.functions.get(run.function_id)),
      disable_immediate_execution: run.planned,
      use_api: false,
      stack: { stack, current: Math.max(0, stack.length - 1) },
    },
  };
  const query = { fnId: run.function_id, stepId: call.step_id };
  const headers = {
    "x-run-id": run.id,
    "x-request-id": call.lease,
    "x-inngest-req-version": String(run.version),
  };
  return ask(engine, "POST", query, body, { headers });
}
