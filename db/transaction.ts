import type { PendingQuery, Row, Sql, TransactionSql } from "postgres";
import { DomainError } from "@/server/errors";
import { noConnection } from "./unreachable";

/** What postgres.js (3.4.9) keeps in a connection … */
interface Connection {
  /** Whether another query may follow before this one is answered: one whose types are still unknown is described first. */
  execute(query: Query): boolean;
  /**
   * Called when everything sent is answered, inside a transaction. While it is set the connection is nobody else's; postgres.js clears
   * it when the server says that no transaction is open.
   */
  reserved: (() => void) | null;
  onclose: ((error: Error) => void) | null;
}

/** … and in a query. */
interface Query extends PendingQuery<Row[]> {
  handler(query: Query): void;
  reject(error: Error): void;
}

/** How a transaction stands with who waits for it. */
export interface Waiting {
  /** The server has answered BEGIN. */
  begun: boolean;
  /** Nobody waits any more: what was done so far is taken back. */
  abandoned: boolean;
}

/**
 * `pool.begin` whose BEGIN travels with the first statements: postgres.js waits for its answer, and every flight costs both sides a
 * system call and a wake-up. The transaction refuses statements once it has ended: postgres.js would send a late one over the same
 * connection, into whatever runs there by then. A statement that failed takes everything back, whoever caught its error.
 */
export async function transaction<T>(
  pool: Sql,
  fn: (tx: TransactionSql) => Promise<T>,
  waiting: Waiting,
): Promise<T> {
  const { connection, begun, gone } = await take(pool);
  const state: State = { connection, held: [], full: false, ended: false, closed: false, failed: undefined };
  connection.reserved = () => {
    state.full = false;
    while (state.held.length > 0 && !state.full) send(state, state.held.shift());
  };
  gone.catch(() => {
    state.closed = true;
    for (const query of state.held.splice(0)) query.reject(noConnection());
  });
  begun.then(
    () => {
      waiting.begun = true;
    },
    (error) => note(state, error),
  );
  return Promise.race([run(pool, fn, waiting, state), gone]);
}

interface State {
  connection: Connection;
  /** What waits until the connection takes more. */
  held: Query[];
  full: boolean;
  /** Over for whoever writes in it; ROLLBACK or COMMIT follow. */
  ended: boolean;
  closed: boolean;
  failed: unknown;
}

interface Taken {
  connection: Connection;
  begun: Promise<unknown>;
  /** Rejects when the connection ends. */
  gone: Promise<never>;
}

/** Sends BEGIN, and keeps the connection that takes it until the transaction has ended. */
function take(pool: Sql): Promise<Taken> {
  return new Promise((resolve, reject) => {
    let refused = false;
    const onexecute = (connection: Connection) => {
      connection.reserved = () => undefined;
      const gone = new Promise<never>((_, lost) => {
        connection.onclose = lost;
      });
      gone.catch(() => undefined);
      if (refused) release(pool, connection);
      else resolve({ connection, begun, gone });
    };
    const begun: Promise<unknown> = pool.unsafe("begin", [], { onexecute } as object);
    begun.catch((error) => {
      refused = true;
      reject(error);
    });
  });
}

/** Its BEGIN came up after who wanted it had given up: without an end nobody would ever get the connection again. */
function release(pool: Sql, connection: Connection): void {
  const rollback = pool.unsafe("rollback");
  (rollback as unknown as Query).handler = (query) => connection.execute(query);
  rollback.catch(() => undefined);
}

async function run<T>(
  pool: Sql,
  fn: (tx: TransactionSql) => Promise<T>,
  waiting: Waiting,
  state: State,
): Promise<T> {
  let result: T;
  try {
    result = await fn(inside(pool, waiting, state));
    state.ended = true;
    if (state.failed) throw state.failed;
    if (waiting.abandoned) throw noConnection();
  } catch (error) {
    state.ended = true;
    if (!state.closed) await own(state, pool.unsafe("rollback"));
    throw isAborted(error) ? (state.failed ?? error) : error;
  }
  // What travels with it may fail yet: then the server makes a ROLLBACK of it.
  await own(state, pool.unsafe("commit"));
  if (state.failed) throw state.failed;
  return result;
}

/** The pool, whose statements run on this transaction's connection. */
function inside(pool: Sql, waiting: Waiting, state: State): TransactionSql {
  const check = () => {
    if (state.ended || waiting.abandoned)
      throw new DomainError("UNAVAILABLE", {}, { cause: new Error("The transaction has ended.") });
  };
  return new Proxy(pool, {
    apply: (target, self, args) => {
      check();
      return own(state, Reflect.apply(target as never, self, args));
    },
    get: (target, key) => {
      check();
      const value = Reflect.get(target, key);
      if (key !== "unsafe") return value;
      return (...args: Parameters<Sql["unsafe"]>) => own(state, target.unsafe(...args));
    },
  }) as unknown as TransactionSql;
}

/** Fragments and helpers pass through; a query goes to the connection as it is awaited. */
function own<Q>(state: State, made: Q): Q {
  if (!(made instanceof Promise) || !("handler" in made)) return made;
  const query = made as unknown as Query;
  query.handler = (q) => {
    q.catch((error) => note(state, error));
    if (state.full) state.held.push(q);
    else send(state, q);
  };
  return made;
}

function send(state: State, query: Query | undefined): void {
  if (state.closed) query?.reject(noConnection());
  else if (query) state.full = !state.connection.execute(query);
}

function note(state: State, error: unknown): void {
  state.failed ??= error;
}

/** "Current transaction is aborted": what came before says why. */
const isAborted = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "25P02";
