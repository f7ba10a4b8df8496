import type { Sql } from "postgres";

const AGAIN_MS = 250;
/** The pool is over: there is nobody to learn for. */
const over = ["CONNECTION_ENDED", "CONNECTION_DESTROYED"];

/**
 * postgres.js asks each new connection for the array types, in a query whose failure nobody can catch: a server that vanishes
 * just then is an unhandled rejection. What one connection learns serves the whole pool, so only the first one asks. Resolves when it
 * has been asked once, whatever came of it; while the database is not there, it is asked again and again.
 */
export function learnTypesOnce(pool: Sql): Promise<void> {
  const options = pool.options as { fetch_types: boolean };
  return pool`select 1`.then(
    () => {
      options.fetch_types = false;
    },
    (error: { code?: string }) => {
      if (!over.includes(error.code ?? "")) setTimeout(() => void learnTypesOnce(pool), AGAIN_MS).unref();
    },
  );
}
