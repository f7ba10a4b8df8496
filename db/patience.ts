import type { PendingQuery, Row, Sql, TransactionSql } from "postgres";
import { DomainError } from "@/server/errors";
import { transaction, type Waiting } from "./transaction";
import { noConnection, unreachable } from "./unreachable";

/** How long anything waits for a connection: people and carriers are told within 2 s that the database is away. */
const PATIENCE_MS = 1_500;

/** A transaction that gives up waiting for the server's BEGIN. Throws UNAVAILABLE without a database; what it did by then is taken back. */
export async function begin<T>(pool: Sql, fn: (tx: TransactionSql) => Promise<T>): Promise<T> {
  const waiting: Waiting = { begun: false, abandoned: false };
  const run = transaction(pool, fn, waiting);
  try {
    return await Promise.race([run, waitedInVain(waiting, run)]);
  } catch (error) {
    throw unreachable(error) ? new DomainError("UNAVAILABLE", {}, { cause: error }) : error;
  }
}

/** Rejects when nothing has begun in time; for ever silent otherwise. */
function waitedInVain(waiting: Waiting, run: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => {
      if (waiting.begun) return;
      waiting.abandoned = true;
      reject(noConnection());
    }, PATIENCE_MS);
    run.catch(() => undefined).finally(() => clearTimeout(timer));
  });
}

/**
 * The pool, with single statements that give up waiting for a connection too, and none before `ready`: a second connection would ask
 * for types as well. Their errors are `unreachable`.
 */
export function impatient(pool: Sql, ready: Promise<void>): Sql {
  let held: Promise<void> | null = ready.then(() => {
    held = null;
  });
  const limit = <Q>(made: Q): Q => limited(made, held);
  return new Proxy(pool, {
    apply: (target, self, args) => limit(Reflect.apply(target as never, self, args)),
    get: (target, key) => {
      const value = Reflect.get(target, key);
      if (key !== "unsafe") return value;
      return (...args: Parameters<Sql["unsafe"]>) => limit(target.unsafe(...args));
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

function limited<Q>(made: Q, held: Promise<void> | null): Q {
  if (!(made instanceof Promise) || !("handler" in made)) return made;
  const query = made as unknown as Query;
  const hand = query.handler;
  query.handler = (q) => {
    let abandoned = false;
    const timer = setTimeout(() => {
      abandoned = !q.state;
      abandon(q);
    }, PATIENCE_MS);
    timer.unref();
    if (held) void held.then(() => abandoned || hand(q));
    else hand(q);
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
