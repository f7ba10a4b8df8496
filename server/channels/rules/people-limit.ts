/** How many people the carrier's word lets be written to first within a day, e.g. 250, 2K or 1.5K; null where it names no number. */
export function peopleLimit(word: string | null | undefined): number | null {
  const [, count, thousands] = /^TIER_([\d.]+)(K?)$/.exec(word ?? "") ?? [];
  return count === undefined ? null : Number(count) * (thousands ? 1_000 : 1);
}
