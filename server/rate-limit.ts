import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
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
} as const;

export type LimitName = keyof typeof limits;

declare global {
  var hiloLimiters: Map<LimitName, RateLimiterMemory> | undefined;
}

/** Takes one point from each bucket. Throws RATE_LIMITED with `retryAfterSeconds` when one is empty. */
export async function limit(...buckets: [name: LimitName, key: string][]): Promise<void> {
  const refused: number[] = [];
  for (const [name, key] of buckets) {
    const wait = await take(name, key);
    if (wait !== null) refused.push(wait);
  }
  if (refused.length > 0) throw new DomainError("RATE_LIMITED", { retryAfterSeconds: Math.max(...refused) });
}

/** Seconds to wait, or null when there was a point left. */
async function take(name: LimitName, key: string): Promise<number | null> {
  try {
    await limiter(name).consume(key);
    return null;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  }
}

function limiter(name: LimitName): RateLimiterMemory {
  globalThis.hiloLimiters ??= new Map();
  const known = globalThis.hiloLimiters.get(name);
  if (known) return known;
  const made = new RateLimiterMemory({ keyPrefix: name, ...limits[name] });
  globalThis.hiloLimiters.set(name, made);
  return made;
}
