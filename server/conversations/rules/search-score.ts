import { type SearchWord, wordsIn } from "./search-words";

/** After so many days something counts half as much as today. */
const halfLife = 30;

/**
 * How well a text answers, above 0: whole words before beginnings, in the order asked and side by side before scattered; what is old
 * counts less, but never nothing. `ageMs` is not below zero.
 */
export function searchScore(text: string, words: SearchWord[], ageMs: number): number {
  if (words.length === 0) return 0;
  const said = wordsIn(text).map((word) => word.folded);
  const exact = words.filter((word) => said.includes(word.whole)).length / words.length;
  const relevance = 1 + exact + (words.length > 1 && together(said, words) ? 1 : 0);
  const recency = halfLife / (halfLife + Math.max(0, ageMs) / 86_400_000);
  return relevance * (0.25 + 0.75 * recency);
}

function together(said: string[], words: SearchWord[]): boolean {
  return said.some((_, at) => words.every((word, i) => said[at + i]?.startsWith(word.text)));
}
