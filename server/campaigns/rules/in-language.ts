import type { Wording } from "./decide-recipient";

/** The wording in somebody's language (two letters), else the one that was chosen, which is the first. */
export const inLanguage = (wordings: readonly Wording[], language: string | null): Wording | null =>
  wordings.find((each) => language !== null && each.language.slice(0, 2).toLowerCase() === language) ??
  wordings[0] ??
  null;
