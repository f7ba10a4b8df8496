import type { Sql } from "postgres";

/**
 * postgres.js asks each new connection for the array types, in a query whose failure nobody can catch: a server that vanishes
 * just then is an unhandled rejection. What one connection learns serves the whole pool, so only the first one asks. Resolves when it
 * has, and in any case.
 */
export function learnTypesOnce(pool: Sql): Promise<void> {
  const options = pool.options as { fetch_types: boolean };
  return pool`select 1`.then(
    () => {
      options.fetch_types = false;
    },
    // Not there yet: each connection goes on asking.
    () => undefined,
  );
}
