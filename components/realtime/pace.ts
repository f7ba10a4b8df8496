/** Hints gather at least this long, in ms, so that a burst is one round of questions. */
export const prompt = 120;
/** However many people there are and however slow the answers, a page is never further behind than this, in ms. */
export const longest = 20_000;
/** What each further person with an open page adds to the time between two rounds of one page, in ms. */
const each = 40;
/** An answer that takes longer than this, in ms, says that the server has much to do: pages part their rounds as much wider. */
const brisk = 100;

/**
 * How long until a page may ask again what it shows of everybody's: what an organization's pages ask together stays the same however
 * many of them there are, and falls when the server is late with its answers, so that it is never asked more the less it can.
 * `others`: who has a page open; `since`: ms since its last round; `took`: ms until that was answered; `chance`, 0 to 1, parts
 * pages that heard the same hint.
 */
export function pauseBefore({
  others,
  since,
  took,
  chance,
}: {
  others: number;
  since: number;
  took: number;
  chance: number;
}): number {
  const apart = Math.min(longest, each * others * Math.max(1, took / brisk));
  // Alone, or with a few: at once. After a quiet time a crowd that hears one hint is spread over all that parts its rounds.
  if (since >= apart) return prompt + chance * apart;
  return Math.max(prompt, (apart - since) * (0.75 + chance / 2));
}
