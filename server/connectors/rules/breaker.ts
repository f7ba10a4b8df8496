/** So many faults in a row, and a source is left alone. */
export const mostFaults = 5;
const shortestMs = 30_000;
const longestMs = 600_000;

/** For how long it is left alone after so many faults in a row: twice as long each time that the one who asked again got none. */
export function openForMs(faults: number): number | null {
  if (faults < mostFaults) return null;
  return Math.min(shortestMs * 2 ** (faults - mostFaults), longestMs);
}

export interface Breaker {
  openUntil: Date | null;
  probeUntil: Date | null;
}

/** May everybody ask, nobody, or one for all? */
export function breakerAt({ openUntil, probeUntil }: Breaker, now: Date): "closed" | "open" | "half-open" {
  if (!openUntil) return "closed";
  if (openUntil > now || (probeUntil && probeUntil > now)) return "open";
  return "half-open";
}

/** So many times in a row it did not take the request about many: one key may be the reason once, but hardly every time. */
export const mostRefusals = 3;
/** For so long it is asked about each alone then; after that one request about many finds out whether it takes them again. */
export const aloneMs = 600_000;
