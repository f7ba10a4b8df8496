/** Of a number's throughput this much goes to campaigns: what is left is for people's answers, which go first. */
const share = 0.97;
/** So much of a second may leave at once after a pause. */
const burst = 0.1;

/** A bucket of messages: what a number may take now. Times are ms of any steady clock. */
export interface Pace {
  /** Messages per second that the carrier allows. */
  allowed: number;
  /** What is tried, below `share` of it: less after a refusal, and slowly more again. */
  rate: number;
  tokens: number;
  at: number;
  /** When it was last slowed down: many refusals of one moment are one. */
  slowedAt: number;
}

export function startPace(allowed: number, learned: number | null, now: number): Pace {
  const most = allowed * share;
  return {
    allowed,
    rate: Math.min(learned ?? most, most),
    tokens: 1,
    at: now,
    slowedAt: Number.NEGATIVE_INFINITY,
  };
}

/** How long the next message has to wait, in ms; 0: it may leave. `others`: what people's answers took of the number since. */
export function waitFor(pace: Pace, now: number, others = 0): number {
  refill(pace, now);
  pace.tokens -= others;
  const missing = 1 - pace.tokens;
  return missing < 1e-6 ? 0 : (missing / pace.rate) * 1_000;
}

/** One message leaves. */
export function take(pace: Pace): void {
  pace.tokens -= 1;
}

/** The carrier said that it was too much: a tenth less, and nothing for a moment. */
export function slowDown(pace: Pace, now: number): void {
  if (now - pace.slowedAt > 1_000) {
    pace.rate = Math.max(1, pace.rate * 0.9);
    pace.slowedAt = now;
  }
  pace.tokens = Math.min(pace.tokens, 0);
}

/** A second without a refusal: one hundredth of what is allowed more, up to the share. */
export function speedUp(pace: Pace): void {
  pace.rate = Math.min(pace.allowed * share, pace.rate + pace.allowed * 0.01);
}

function refill(pace: Pace, now: number): void {
  const since = Math.max(0, now - pace.at);
  pace.tokens = Math.min(Math.max(1, pace.rate * burst), pace.tokens + (since / 1_000) * pace.rate);
  pace.at = now;
}

/** So many leave within half a second: whoever stops a campaign waits for no more. */
export const halfASecond = (pace: Pace): number => Math.max(1, Math.floor(pace.rate / 2));
