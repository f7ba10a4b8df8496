/** Seconds between tries; after the last one it has failed. */
const pauses = [15, 60, 300, 900, 3600, 6 * 3600, 24 * 3600];

/** The same sound is refused again: another try would change nothing. */
const final = ["rejected", "too-long", "unsupported"];

/** In how many ms to try again after so many tries; null: never. What the service asks for is kept, and never shortened. */
export function tryAgainIn(attempts: number, reason: string, retryAfterMs: number | null): number | null {
  const pause = pauses[attempts - 1];
  if (final.includes(reason) || pause === undefined) return null;
  return Math.max(pause * 1000, retryAfterMs ?? 0);
}
