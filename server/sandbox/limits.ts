import { DAY, SECOND } from "./clock";
import { GraphError } from "./errors";
import type { Business, MessagingLimit, PhoneNumber } from "./model";

const PER_SECOND = { STANDARD: 80, HIGH: 1_000 };
const PAIR_EVERY_MS = 6 * SECOND;
const PAIR_BURST = 45;
const USERS: Record<MessagingLimit, number> = {
  TIER_250: 250,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: Number.POSITIVE_INFINITY,
};

/** Meta's three limits of sending, each by the clock of the business. Buckets are full again after a restart. */
export class Limits {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();
  private readonly pairs = new Map<string, number>();

  /** Takes one message of the number's throughput (sends and receipts share it). @throws 130429 */
  takeThroughput(number: PhoneNumber, now: number): void {
    if (!this.tookToken(number, now)) {
      const details =
        "Message failed to send because there were too many messages sent from this phone number in a short period of time";
      throw new GraphError(130429, details);
    }
  }

  /** Counts a receipt against the throughput without refusing it. */
  countReceipt(number: PhoneNumber, now: number): void {
    this.tookToken(number, now);
  }

  /** Takes one message of number × customer: one per 6 s, a burst of 45 paid back later. @throws 131056 */
  takePair(phoneId: string, customerId: string, now: number): void {
    const key = `${phoneId}/${customerId}`;
    const due = this.pairs.get(key) ?? 0;
    const clockWentBack = due - now > PAIR_BURST * PAIR_EVERY_MS;
    const from = clockWentBack ? now : Math.max(due, now);
    if (from - now > (PAIR_BURST - 1) * PAIR_EVERY_MS) {
      const details =
        "Too many messages sent from this phone number to the same phone number in a short period of time";
      throw new GraphError(131056, details);
    }
    this.pairs.set(key, from + PAIR_EVERY_MS);
  }

  private tookToken(number: PhoneNumber, now: number): boolean {
    const rate = PER_SECOND[number.throughputLevel];
    const bucket = this.buckets.get(number.id) ?? { tokens: rate, at: now };
    const refill = (Math.max(0, now - bucket.at) / SECOND) * rate;
    const tokens = Math.min(rate, bucket.tokens + refill);
    this.buckets.set(number.id, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1;
  }
}

/** Whether one more customer may be reached outside a window: unique users of the portfolio in a moving 24 h. */
export function mayReach(
  business: Business,
  reached: ReadonlyMap<string, number>,
  customerId: string,
  now: number,
): boolean {
  const limit = USERS[business.messagingLimit];
  if (reached.size < limit || isRecent(reached.get(customerId), now)) return true;
  let recent = 0;
  for (const at of reached.values()) if (isRecent(at, now)) recent += 1;
  return recent < limit;
}

function isRecent(at: number | undefined, now: number): boolean {
  return at !== undefined && at > now - DAY && at <= now;
}
