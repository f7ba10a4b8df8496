/** Yes and no in three languages, as files and systems write them; in small letters. */
export const yesOrNo: readonly (readonly [word: string, yes: boolean])[] = [
  ...["true", "1", "si", "s", "yes", "y", "sim"].map((word) => [word, true] as const),
  ...["false", "0", "no", "n", "nao"].map((word) => [word, false] as const),
];
