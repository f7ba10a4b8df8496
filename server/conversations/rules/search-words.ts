/** One word that is looked for: as a whole, or as the beginning of one. */
export interface SearchWord {
  /** As it was written, folded. */
  whole: string;
  /** What is compared: `whole`, or what its plural and singular have in common. */
  text: string;
  begins: boolean;
}

export interface SearchTerms {
  /** All must be there. */
  words: SearchWord[];
  /** The digits of what can only be (part of) a telephone number; null otherwise. */
  digits: string | null;
}

/** Letters that are no base letter with a mark, as the database's unaccent has them. */
const plain: Record<string, string> = { ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i" };
const wordOf = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const most = { words: 8, letters: 60 };

/** Without accents, case and width: "CANCIÓN" and "cancion" are one. */
export function fold(text: string): string {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[ßøłđæœı]/g, (letter) => plain[letter] ?? letter);
}

/** A single sign may unfold into a number in brackets: of a word, letters and digits alone are compared. */
const foldWord = (word: string): string => fold(word).replace(/[^\p{L}\p{N}]/gu, "");

/**
 * What a query asks for. Words of four letters are looked for as beginnings, without their plural ("turnos" finds "turno"); so is
 * the last one, which may still be typed: after others it counts from three letters on, alone from two.
 */
export function searchTerms(query: string): SearchTerms {
  const tokens = [...query.matchAll(wordOf)]
    .slice(0, most.words)
    .map(([word]) => foldWord(word).slice(0, most.letters));
  const typing = /[\p{L}\p{N}\p{M}]$/u.test(query);
  const words = tokens.flatMap((text, place): SearchWord[] => {
    const last = typing && place === tokens.length - 1;
    const enough = tokens.length === 1 ? 2 : 3;
    if (last && text.length < enough) return [];
    if (!/^\p{L}{4,}$/u.test(text)) return [{ whole: text, text, begins: last }];
    return [{ whole: text, text: stemOf(text), begins: true }];
  });
  return { words, digits: digitsOf(query) };
}

/** Light and for three languages at once: only what a beginning cannot bridge, and never below four letters. */
function stemOf(word: string): string {
  return word.replace(/(?<=.{4})(oes|ao|ies|y)$|(?<=.{3}[rlndzs])es$|(?<=.{3}[aeiou])s$|(?<=.{4})s$/u, "");
}

function digitsOf(query: string): string | null {
  if (!/^[\s\d+()./-]+$/.test(query)) return null;
  const digits = query.replace(/\D/g, "").replace(/^0+/, "");
  return digits.length >= 3 && digits.length <= 15 ? digits : null;
}

/** Where words of a text stand, with what they are when folded. */
export function wordsIn(text: string): { at: number; end: number; folded: string }[] {
  return [...text.matchAll(wordOf)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    folded: foldWord(match[0]),
  }));
}

export function fits(folded: string, word: SearchWord): boolean {
  return word.begins ? folded.startsWith(word.text) : folded === word.text;
}
