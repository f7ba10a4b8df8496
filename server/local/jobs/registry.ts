import type { TransactionSql } from "postgres";
import { moment } from "./duration";
import type { Engine, JobEvent } from "./engine";
import { equality } from "./expression";
import { fingerprint } from "./fingerprint";

/** Something a run waits for: a moment, an event, another run, or what cancels it. */
export interface NewWait {
  runId: string;
  stepId: string;
  kind: "sleep" | "event" | "invoke" | "cancel";
  eventName?: string;
  /** Over `event` (the run's own) and `async` (the awaited one). */
  expression?: string;
  event: JobEvent;
  /** Only events after this one count. */
  afterSeq?: string;
  /** Duration or ISO date; never without one. */
  expires?: string;
  grouped: boolean;
}

/** Stores waits in one statement; one that a run has already, or a step already remembered, stays as it is. */
export async function registerWaits(tx: TransactionSql, engine: Engine, waits: NewWait[]): Promise<void> {
  if (waits.length === 0) return;
  const now = engine.now();
  const rows = waits.map((wait) => ({ ...wait, match: equality(wait.expression, wait.event) }));
  await registerPaths(tx, rows);
  await tx`
    insert into jobs.wait
      (run_id, step_id, kind, event_name, expression, match_key, after_seq, expires_at, grouped)
    select w.* from unnest(
      ${rows.map(({ runId }) => runId)}::text[], ${rows.map(({ stepId }) => stepId)}::text[],
      ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ eventName }) => eventName ?? null)}::text[],
      ${rows.map(({ expression }) => expression ?? null)}::text[],
      ${rows.map(({ match }) => (match ? matchKey(match.path, match.value) : ""))}::text[],
      ${rows.map(({ afterSeq }) => afterSeq ?? "0")}::text[]::bigint[],
      ${rows.map(({ expires }) => (expires ? moment(expires, now).toISOString() : null))}::text[]::timestamptz[],
      ${rows.map(({ grouped }) => String(grouped))}::text[]::boolean[]) as w (run_id, step_id, kind, event_name, expression, match_key, after_seq, expires_at, grouped)
    where not exists (select from jobs.step s where s.run_id = w.run_id and s.id = w.step_id)
    on conflict do nothing`;
}

/** What a wait and an event have in common when `event.x == async.x` holds. */
export function matchKey(path: string, value: unknown): string {
  return fingerprint(`${path}=${JSON.stringify(value)}`);
}

/** By which paths an event of that name has to be looked up. Few: one per condition written in code. */
async function registerPaths(
  tx: TransactionSql,
  rows: { eventName?: string; match?: { path: string } }[],
): Promise<void> {
  const known = rows.filter(({ match }) => match);
  if (known.length === 0) return;
  await tx`
    insert into jobs.match_path (event_name, path)
    select * from unnest(${known.map((row) => row.eventName ?? "")}::text[], ${known.map((row) => row.match?.path ?? "")}::text[])
    on conflict do nothing`;
}
