import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { sql } from "@/db/client";
import { unreachable } from "@/db/unreachable";
import { DomainError } from "./errors";

/** Points per duration in seconds. By address generous, since an office shares one; by e-mail tight. */
const limits = {
  "sign-in/ip": { points: 60, duration: 300 },
  "sign-in/email": { points: 10, duration: 900 },
  "link/ip": { points: 30, duration: 900 },
  "link/email": { points: 4, duration: 900 },
  "sign-up/ip": { points: 60, duration: 3_600 },
  "sign-up/email": { points: 4, duration: 900 },
  "password/user": { points: 10, duration: 900 },
  "token/ip": { points: 60, duration: 300 },
  "invite/org": { points: 60, duration: 3_600 },
  "consent-link/ip": { points: 60, duration: 300 },
  "consent-link/link": { points: 20, duration: 3_600 },
  /** By address only what is no link of ours. */
  "followed-link/ip": { points: 60, duration: 300 },
  /** Beyond it one leads on, and counts no more. */
  "followed-link/link": { points: 30, duration: 3_600 },
  "consent-mail/org": { points: 300, duration: 3_600 },
  /** Half of what the carrier allows an account for all management calls: the rest is for keeping in step. */
  "template-write/org": { points: 100, duration: 3_600 },
  "consent-mail/email": { points: 3, duration: 3_600 },
  "campaign-test/member": { points: 20, duration: 3_600 },
} as const;

export type LimitName = keyof typeof limits;

declare global {
  var hiloLimiters: Map<LimitName, RateLimiterPostgres> | undefined;
}

/**
 * Takes one point from each bucket, in the database, so that every process counts together and a restart forgives nothing. Throws
 * RATE_LIMITED with `retryAfterSeconds` when one is empty; UNAVAILABLE without a database.
 */
export async function limit(...buckets: [name: LimitName, key: string][]): Promise<void> {
  const waits = await Promise.all(buckets.map(([name, key]) => take(name, key)));
  const refused = waits.filter((wait) => wait !== null);
  if (refused.length > 0) throw new DomainError("RATE_LIMITED", { retryAfterSeconds: Math.max(...refused) });
}

/** Seconds to wait, or null when there was a point left. Who tried is kept as a hash. */
async function take(name: LimitName, key: string): Promise<number | null> {
  try {
    await limiter(name).consume(createHash("sha256").update(key).digest("base64url"));
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw unreachable(refusal) ? new DomainError("UNAVAILABLE", {}, { cause: refusal }) : refusal;
  }
}

function limiter(name: LimitName): RateLimiterPostgres {
  globalThis.hiloLimiters ??= new Map();
  const known = globalThis.hiloLimiters.get(name);
  if (known) return known;
  const made = new RateLimiterPostgres({
    keyPrefix: name,
    ...limits[name],
    storeClient: { query },
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
  });
  globalThis.hiloLimiters.set(name, made);
  return made;
}

/** The one call that the library makes of a client of node-postgres. */
async function query({ text, values }: { text: string; values: (string | number | null)[] }) {
  return { rows: await sql().unsafe(text, values, { prepare: true }) };
}
