import { PgDialect } from "drizzle-orm/pg-core";
import {
  drizzle,
  type PostgresJsDatabase,
  PostgresJsSession,
  PostgresJsTransaction,
} from "drizzle-orm/postgres-js";
import type { TransactionSql } from "postgres";
import { log } from "@/server/log";
import type { Scope } from "@/server/scope";
import { type Sql, sql } from "./client";
import { begin } from "./patience";

/** What statements run on: a transaction in which only the scope's organization exists. */
export type Db = Omit<PostgresJsDatabase, "transaction">;

/** A scope inside its transaction. */
export interface OrgScope extends Scope {
  readonly db: Db;
  /** postgres.js itself, for set-based statements. Timestamps come back as text. */
  readonly sql: TransactionSql;
  readonly effects: Effect[];
  readonly traces: Map<Write, object[]>;
}

type Effect = () => Promise<void> | void;
/** Each writer knows its own rows; beforeCommit() ties the two together. */
type Write = (scope: OrgScope, rows: never[]) => Promise<unknown>;

const dialect = new PgDialect();

/**
 * Settings of a transaction whose statements differ from one run to the next by their rows alone: planned anew, some take longer to
 * plan than to run.
 */
export const genericPlans = { plan_cache_mode: "force_generic_plan" };

/**
 * Runs `fn` in a transaction that sees and writes the scope's organization alone; joins one that is already open.
 * Effects queued with afterCommit() run once it is durable. Throws UNAVAILABLE when the database cannot be reached.
 * `settings` are PostgreSQL's own, for this transaction.
 */
export async function inOrg<T>(
  scope: Scope | OrgScope,
  fn: (scope: OrgScope) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  if ("db" in scope) return fn(scope);
  const effects: Effect[] = [];
  const result = await begin(sql(), async (tx) => {
    // Not awaited: it travels in one flight with the first statement of `fn`, and is answered before it.
    const set = configure(tx, { "app.org_id": scope.orgId, ...settings });
    const inside: OrgScope = { ...scope, db: orm(tx), sql: tx, effects, traces: new Map() };
    const [value] = await Promise.all([fn(inside), set]);
    // Not awaited either: they travel with the COMMIT, which undoes everything when one of them has failed.
    for (const [write, rows] of inside.traces) write(inside, rows as never[]).catch(() => undefined);
    return value;
  });
  for (const effect of effects) await settle(effect);
  return result as T;
}

function configure(tx: TransactionSql, settings: Record<string, string>): Promise<unknown> {
  return tx`select set_config(k, v, true) from unnest(${Object.keys(settings)}::text[], ${Object.values(settings)}::text[]) x(k, v)`.execute();
}

/** Queues work that must only happen once the transaction is durable: publishing, handing over, waking a sweeper. */
export function afterCommit(scope: OrgScope, effect: Effect): void {
  scope.effects.push(effect);
}

/**
 * Leaves rows to `write`, which gets all of its kind at once and sends one statement before it returns (no async function). What
 * every verb leaves behind (who did it, who has to be told) costs no more however many verbs it was, and travels with the COMMIT.
 */
export function beforeCommit<Row extends object>(
  scope: OrgScope,
  write: (scope: OrgScope, rows: Row[]) => Promise<unknown>,
  rows: Row[],
): void {
  const list = scope.traces.get(write);
  if (list) list.push(...rows);
  else scope.traces.set(write, [...rows]);
}

/** Platform tables and resolvers, outside any organization: row-level security shows no tenant row here. */
export function platform(): PostgresJsDatabase {
  globalThis.hiloPlatform ??= drizzle(preparing(sql()) as Sql);
  return globalThis.hiloPlatform;
}

declare global {
  var hiloPlatform: PostgresJsDatabase | undefined;
}

function orm(tx: TransactionSql): Db {
  const session = new PostgresJsSession(preparing(tx) as never, dialect, undefined, {});
  return new PostgresJsTransaction(dialect, session, undefined) as unknown as Db;
}

/** drizzle sends every statement unprepared and described first: two round trips. This prepares them, as postgres.js does. */
function preparing<C extends object>(client: C): C {
  return new Proxy(client, {
    get(target, key) {
      const value = Reflect.get(target, key);
      if (key !== "unsafe") return value;
      return (query: string, params?: unknown[], options?: object) =>
        (value as (...args: unknown[]) => unknown).call(target, query, params, { ...options, prepare: true });
    },
  });
}

async function settle(effect: Effect): Promise<void> {
  try {
    await effect();
  } catch (error) {
    // The write stands; what did not happen now is finished by a sweeper.
    log().error({ err: error }, "An effect after commit failed");
  }
}
