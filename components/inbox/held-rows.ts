export interface Held<T> {
  items: T[];
  /** How many rows would appear, go or change their place. */
  changes: number;
}

/**
 * The rows as they stand while somebody aims at one: in the places that they had, with what they say now; what is gone stays as it was
 * last, what is new waits, and only what was loaded at the end is added.
 */
export function holdRows<T extends { id: string }>(held: T[], fresh: T[]): Held<T> {
  const now = new Map(fresh.map((item, place) => [item.id, { item, place }]));
  const known = new Set(held.map((item) => item.id));
  const places = held.flatMap((item) => now.get(item.id)?.place ?? []);
  const end = Math.max(-1, ...places);
  const loaded = held.length > 0 ? fresh.slice(end + 1).filter((item) => !known.has(item.id)) : fresh;
  const gone = held.length - places.length;
  const fresher = fresh.length - places.length - loaded.length;
  return {
    items: [...held.map((item) => now.get(item.id)?.item ?? item), ...loaded],
    changes: gone + fresher + places.length - longestRise(places),
  };
}

/** How many of these numbers already stand in order: the others are those that moved. */
function longestRise(numbers: number[]): number {
  const ends: number[] = [];
  for (const n of numbers) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < n) low = middle + 1;
      else high = middle;
    }
    ends[low] = n;
  }
  return ends.length;
}
