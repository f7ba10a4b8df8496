import postgres from "postgres";
import { env } from "@/server/env";

export type Sql = postgres.Sql;

declare global {
  var hiloSql: Sql | undefined;
}

/** The pool, as role `app`. Tenant tables are reached through inOrg() alone; this is for platform tables and resolvers. */
export function sql(): Sql {
  globalThis.hiloSql ??= connect(env().DATABASE_URL, env().DATABASE_PREPARE);
  return globalThis.hiloSql;
}

/** Opens a pool. `prepare: false` behind a transaction pooler. Statements give up after 15 s, waits for a lock after 10 s. */
export function connect(url: string, prepare = true, max = 20): Sql {
  return postgres(url, {
    max,
    prepare,
    connect_timeout: 2,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: "hilo", statement_timeout: 15_000, lock_timeout: 10_000 },
  });
}

/** Ends the pool; tests and commands call it last. */
export async function closeSql(): Promise<void> {
  await globalThis.hiloSql?.end({ timeout: 2 });
  globalThis.hiloSql = undefined;
}
