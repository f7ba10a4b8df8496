import type { Sql, TransactionSql } from "postgres";
import { monotonicFactory } from "ulid";
import type { FunctionConfig } from "./config";

const nextUlid = monotonicFactory();

/** What every part of the engine works with. */
export interface Engine {
  sql: Sql;
  /** A connection of its own, so that no claim is lost because all the others are busy. */
  pulse: Sql;
  /** The clock of sleeps, time-outs, retries and schedules. Leases and signatures use the real one. */
  now: () => Date;
  /** The functions of the app as last synced, by id. */
  functions: Map<string, FunctionConfig>;
  appUrl: string;
  eventKey: string;
  signingKey: string;
  /** How long a claimed call stays ours without a heartbeat. */
  leaseMs: number;
  /** How many calls this process has in flight at most. */
  slots: number;
  /** Wait before attempt `attempt` (1 is the first retry), in milliseconds. */
  backoff: (attempt: number) => number;
  /** Ends requests that are still out when the engine closes. */
  closing: AbortSignal;
  /** Says that there is work now, so that nobody waits for the next poll. */
  wake: () => void;
  log: (message: string) => void;
}

/** One event as the app sent it, completed with `id` and `ts` (milliseconds). */
export interface JobEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  [key: string]: unknown;
}

/** The remembered outcome of a step, as the SDK wants it back. */
export type StepResult = { type: "data"; data: unknown } | { type: "error"; error: unknown };

/** An id that sorts by when it was made, also within one millisecond of one process. */
export function newId(now: Date): string {
  return nextUlid(now.getTime());
}

/** A transaction, run again when it met another one (deadlock, serialization). */
export async function transaction<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await sql.begin(work)) as T;
    } catch (error) {
      const { code } = error as { code?: string };
      if (attempt === 5 || (code !== "40P01" && code !== "40001")) throw error;
    }
  }
}

/** Whether the same statement may succeed in a moment: the database is away, starting, full or was busy with another. */
export function isTransient(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code ?? "");
  return /^(CONNECTION_|CONNECT_|ECONN|ETIMEDOUT|EPIPE|08|40|53|55P03|57|58)/.test(code);
}
