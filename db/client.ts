import postgres from "postgres";
import { env } from "@/server/env";
import { learnTypesOnce } from "./learn-types";
import { lingeringSocket, type Security } from "./lingering-socket";
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
  const security = securityOf(url);
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
    ...(security && { socket: lingeringSocket(security), ssl: false }),
    ...more,
  });
  return impatient(pool, learnTypesOnce(pool));
}

/**
 * How the address asks for TLS, in the words of libpq. Null where postgres.js opens its own sockets: through several hosts, and
 * where TLS begins without a question (`sslnegotiation=direct`).
 */
function securityOf(url: string): Security | null {
  const { host, searchParams } = new URL(url);
  if (host.includes(",") || searchParams.get("sslnegotiation") === "direct") return null;
  const system = searchParams.get("sslrootcert") === "system";
  const mode = system ? "verify-full" : (searchParams.get("sslmode") ?? searchParams.get("ssl") ?? "disable");
  switch (mode) {
    case "disable":
    case "false":
      return { mode: "none" };
    case "allow":
    case "prefer":
      return { mode: "prefer", tls: { rejectUnauthorized: false } };
    case "require":
      return { mode: "require", tls: { rejectUnauthorized: false } };
    default:
      return { mode: "require", tls: {} };
  }
}

const stillAsking: (() => Promise<void>)[] = [];

/**
 * Has the pool wait, before it ends, for what asks it without anybody waiting: asked after its end, it would open another, which idles
 * for a minute and keeps the process. `settled` resolves once nothing of the kind is on its way.
 */
export function closeAfter(settled: () => Promise<void>): void {
  stillAsking.push(settled);
}

/** Ends the pool; tests and commands call it last. */
export async function closeSql(): Promise<void> {
  await Promise.all(stillAsking.map((settled) => settled()));
  await globalThis.hiloSql?.end({ timeout: 2 });
  globalThis.hiloSql = undefined;
}
