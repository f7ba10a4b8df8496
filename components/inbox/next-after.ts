/** The conversation to go on with after this one: the next of the list, else the first; null where there is no other. */
export function nextAfter(ids: readonly string[], current: string | null): string | null {
  const at = current ? ids.indexOf(current) : -1;
  return ids[at + 1] ?? ids.find((id) => id !== current) ?? null;
}
