/** How many were done at a moment, in ms. */
export interface Seen {
  at: number;
  done: number;
}

/** The rate is that of so long a while. */
const span = 15_000;

/** With one more look; what is older than the while that counts is dropped, but for the last of it. */
export function looked(seen: readonly Seen[], next: Seen): Seen[] {
  const last = seen.at(-1);
  // A figure that went back is that of another beginning.
  if (last && next.done < last.done) return [next];
  const old = seen.findLastIndex((one) => one.at <= next.at - span);
  return [...seen.slice(Math.max(old, 0)), next];
}

/** Per second, from the differences of what was seen; null where too little was. */
export function rateOf(seen: readonly Seen[]): number | null {
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last || last.at - first.at < 1_500) return null;
  return ((last.done - first.done) * 1_000) / (last.at - first.at);
}

/** Seconds until all are done; null where nothing moves. */
export function etaOf(rate: number | null, left: number): number | null {
  return rate === null || rate <= 0 ? null : Math.ceil(left / rate);
}
