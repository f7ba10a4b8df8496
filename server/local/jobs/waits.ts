import type { TransactionSql } from "postgres";
import { type Engine, type JobEvent, transaction } from "./engine";
import { holds, valueAt } from "./expression";
import { matchKey } from "./registry";
import { finish, lockRunning, type Outcome, settle } from "./runs";

const BATCH = 500;

interface Candidate {
  run_id: string;
  step_id: string;
  kind: "event" | "cancel";
  expression: string | null;
  event: JobEvent;
  index: number;
}

/** Hands events to the runs that wait for them, and ends the runs that they cancel. First match wins. */
export async function matchWaits(
  tx: TransactionSql,
  engine: Engine,
  events: { event: JobEvent; seq: string }[],
): Promise<void> {
  const candidates = await candidatesFor(tx, events);
  const hits = candidates.filter(({ expression, event, index }) =>
    holds(expression, { event, async: events[index]?.event }),
  );
  if (hits.length === 0) return;
  const running = await lockRunning(tx, [...new Set(hits.map(({ run_id }) => run_id))]);
  const cancelled = new Set<string>();
  const outcomes = new Map<string, Outcome>();
  for (const { run_id, step_id, kind, index } of hits.filter((hit) => running.has(hit.run_id))) {
    if (kind === "cancel") cancelled.add(run_id);
    const key = `${run_id} ${step_id}`;
    const data = events[index]?.event;
    if (kind === "event" && !outcomes.has(key))
      outcomes.set(key, { runId: run_id, stepId: step_id, result: { type: "data", data } });
  }
  await settle(tx, engine, [...outcomes.values()]);
  if (cancelled.size > 0) await finish(tx, engine, [...cancelled], "cancelled", null);
}

/** Wakes the runs whose sleep or time-out is over. Returns whether there may be more. */
export async function expireWaits(engine: Engine): Promise<boolean> {
  return transaction(engine.sql, async (tx) => {
    const now = engine.now();
    const due = await tx<{ run_id: string }[]>`
      select run_id from jobs.wait where expires_at <= ${now} order by expires_at limit ${BATCH}`;
    if (due.length === 0) return false;
    const running = await lockRunning(tx, [...new Set(due.map(({ run_id }) => run_id))]);
    const over = await tx<{ run_id: string; step_id: string; kind: string }[]>`
      delete from jobs.wait where run_id = any(${[...running]}) and expires_at <= ${now} returning run_id, step_id, kind`;
    await settle(tx, engine, over.filter(({ kind }) => kind !== "cancel").map(timedOut));
    return due.length === BATCH;
  });
}

function timedOut({ run_id, step_id, kind }: { run_id: string; step_id: string; kind: string }): Outcome {
  const error = { name: "Error", message: "Timed out waiting for the invoked function." };
  const result: Outcome["result"] =
    kind === "invoke" ? { type: "error", error } : { type: "data", data: null };
  return { runId: run_id, stepId: step_id, result };
}

/** Waits for these names; those with an equality only where its value agrees. In the order of the events. */
async function candidatesFor(
  tx: TransactionSql,
  events: { event: JobEvent; seq: string }[],
): Promise<Candidate[]> {
  const names = [...new Set(events.map(({ event }) => event.name))];
  const paths = await tx<{ event_name: string; path: string }[]>`
    select event_name, path from jobs.match_path where event_name = any(${names})`;
  const lookups = events.flatMap(({ event, seq }, index) => {
    const own = paths.filter(({ event_name }) => event_name === event.name);
    const keys = ["", ...own.map(({ path }) => matchKey(path, valueAt(event, path)))];
    return keys.map((key) => ({ name: event.name, key, seq, index }));
  });
  return tx<Candidate[]>`
    select w.run_id, w.step_id, w.kind, w.expression, r.events->0 as event, l.index
    from unnest(${lookups.map(({ name }) => name)}::text[], ${lookups.map(({ key }) => key)}::text[],
      ${lookups.map(({ seq }) => seq)}::text[]::bigint[], ${lookups.map(({ index }) => String(index))}::text[]::int[]) as l (name, key, seq, index)
    join jobs.wait w on w.event_name = l.name and w.match_key = l.key and w.after_seq < l.seq
    join jobs.run r on r.id = w.run_id
    order by l.index`;
}
