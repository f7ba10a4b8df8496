/**
 * Who comes next in a list that may have changed since: beside the one that is open or, once that has left the list, what took
 * its place. `was` is where it stood; -1 if it never did.
 */
export function neighbour(ids: string[], open: string | null, was: number, by: 1 | -1): string | undefined {
  if (open === null) return by === 1 ? ids[0] : ids.at(-1);
  const at = ids.indexOf(open);
  // Before what took its place, so that a step down lands on it.
  const from = at >= 0 ? at : by === 1 ? was - 1 : was;
  return ids[Math.min(ids.length - 1, Math.max(0, from + by))];
}
