import postgres from "postgres";
import { env } from "@/server/env";
import { learnTypesOnce } from "./learn-types";
import { lingeringSocket } from "./lingering-socket";
import { impatient } from "./patience";

export type Sql = postgres.Sql;

declare global {
  var hiloSql: Sql | undefined;
}

/** The pool, as role `app`. Tenant tables are reached through inOrg() alone; this is for platform tables and resolvers. */
export function sql(): Sql {
  globalThis.hiloSql ??= connect(env().DATABASE_URL, env().DATABASE_PREPARE);
  return globalThis.hiloSql;
}

/**
 * Opens a pool. `prepare: false` behind a transaction pooler. Statements give up after 15 s, waits for a lock after 10 s, waits
 * for a connection in time for a 503 within 2 s. A database that comes back is found at once: no growing back-off.
 */
export function connect(url: string, prepare = true, max = 20, more: postgres.Options<never> = {}): Sql {
  const pool = postgres(url, {
    max,
    prepare,
    connect_timeout: 1.5,
    backoff: () => 0.05,
    idle_timeout: 60,
    onnotice: () => {},
    // Data lies in memory or on a solid state: priced as on a turning disk, whole tables are read where 50 look-ups would do.
    connection: {
      application_name: "hilo",
      statement_timeout: 15_000,
      lock_timeout: 10_000,
      random_page_cost: 1.1,
    },
    ...(isPlain(url) && { socket: lingeringSocket }),
    ...more,
  });
  learnTypesOnce(pool);
  return impatient(pool);
}

/** One server, without TLS: postgres.js starts TLS and goes through several hosts on sockets of its own only. */
function isPlain(url: string): boolean {
  const { host, searchParams } = new URL(url);
  const mode = searchParams.get("sslmode") ?? searchParams.get("ssl") ?? "disable";
  return !host.includes(",") && (mode === "disable" || mode === "false");
}

/** Ends the pool; tests and commands call it last. */
export async function closeSql(): Promise<void> {
  await globalThis.hiloSql?.end({ timeout: 2 });
  globalThis.hiloSql = undefined;
}
