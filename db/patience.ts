import type { PendingQuery, Row, Sql, TransactionSql } from "postgres";
import { DomainError } from "@/server/errors";
import { noConnection, unreachable } from "./unreachable";

/** How long anything waits for a connection: people and carriers are told within 2 s that the database is away. */
const PATIENCE_MS = 1_500;

/**
 * `pool.begin` that gives up waiting, and whose transaction refuses statements once it has ended: postgres.js would send
 * a late one over the same connection, into whatever transaction runs there by then. Throws UNAVAILABLE without a database.
 */
export async function begin<T>(pool: Sql, fn: (tx: TransactionSql) => Promise<T>): Promise<T> {
  const state = { begun: false, over: false };
  const run = pool.begin(async (tx) => {
    if (state.over) throw noConnection();
    state.begun = true;
    return fn(whileOpen(tx, state)).finally(() => {
      state.over = true;
    });
  });
  try {
    return (await Promise.race([run, waitedInVain(state, run)])) as T;
  } catch (error) {
    throw unreachable(error) ? new DomainError("UNAVAILABLE", {}, { cause: error }) : error;
  } finally {
    state.over = true;
  }
}

/** Rejects when nothing has begun in time; for ever silent otherwise. */
function waitedInVain(state: { begun: boolean }, run: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => state.begun || reject(noConnection()), PATIENCE_MS);
    run.catch(() => undefined).finally(() => clearTimeout(timer));
  });
}

function whileOpen(tx: TransactionSql, state: { over: boolean }): TransactionSql {
  const check = () => {
    if (state.over)
      throw new DomainError("UNAVAILABLE", {}, { cause: new Error("The transaction has ended.") });
  };
  return new Proxy(tx, {
    apply: (target, self, args) => {
      check();
      return Reflect.apply(target as never, self, args);
    },
    get: (target, key) => {
      check();
      return Reflect.get(target, key);
    },
  });
}

/** The pool, with single statements that give up waiting for a connection too. Their errors are `unreachable`. */
export function impatient(pool: Sql): Sql {
  return new Proxy(pool, {
    apply: (target, self, args) => limited(Reflect.apply(target as never, self, args)),
    get: (target, key) => {
      const value = Reflect.get(target, key);
      if (key !== "unsafe") return value;
      return (...args: Parameters<Sql["unsafe"]>) => limited(target.unsafe(...args));
    },
  });
}

/** What postgres.js keeps in a query. `state` is set once a connection has taken it. */
interface Query extends PendingQuery<Row[]> {
  handler(query: Query): void;
  state: object | null;
  cancelled: object | null;
  reject(error: Error): void;
}

function limited<Q>(made: Q): Q {
  if (!(made instanceof Promise) || !("handler" in made)) return made;
  const query = made as unknown as Query;
  const hand = query.handler;
  query.handler = (q) => {
    const timer = setTimeout(() => abandon(q), PATIENCE_MS);
    timer.unref();
    hand(q);
  };
  return made;
}

/** Cancelling takes it out of the pool's queue. One that waits with a connection being made must not count as cancelled: the connection would idle for ever. */
function abandon(query: Query): void {
  if (query.state) return;
  query.reject(noConnection());
  query.cancel();
  query.cancelled = null;
}
