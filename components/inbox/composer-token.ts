/** A word that is being written after a mark, up to the caret: `/sal`, `@bru`, `{{contact.na`. */
export interface Token {
  mark: string;
  typed: string;
  start: number;
  end: number;
}

/** The word at the caret that begins with one of the marks; null elsewhere, also within a word, as in `y/o`. */
export function tokenAt(text: string, caret: number, marks: readonly string[]): Token | null {
  const before = text.slice(0, caret);
  const start = Math.max(...[" ", "\n", "\t"].map((space) => before.lastIndexOf(space))) + 1;
  const mark = before[start] ?? "";
  if (!marks.includes(mark)) return null;
  const typed = before.slice(start + 1);
  // A variable may be written out, as a canned reply has it.
  if (mark === "{")
    return /^\{?[\p{L}\p{N}\p{M}_.]*$/u.test(typed) ? { mark, typed, start, end: caret } : null;
  return /^[\p{L}\p{N}\p{M}_-]*$/u.test(typed) ? { mark, typed, start, end: caret } : null;
}

/** The text with the token replaced, and where the caret then stands. */
export function replaceToken(text: string, token: Token, by: string): { text: string; caret: number } {
  return { text: text.slice(0, token.start) + by + text.slice(token.end), caret: token.start + by.length };
}
