import fc from "fast-check";
import { expect, test } from "vitest";
import { fits, fold, searchTerms, wordsIn } from "./search-words";

const asked = (query: string) =>
  searchTerms(query).words.map(({ text, begins }) => `${text}${begins ? "*" : ""}`);

test.each<[string, string[]]>([
  ["CANCIÓN", ["cancion*"]],
  ["turnos", ["turno*"]],
  ["canciones", ["cancion*"]],
  ["prestações", ["prestac*"]],
  ["prestação", ["prestac*"]],
  ["deliveries", ["deliver*"]],
  ["delivery", ["deliver*"]],
  // Short words stand for themselves; the last may still be typed.
  ["el pan de", ["el", "pan"]],
  ["el pan de ", ["el", "pan", "de"]],
  ["el pan", ["el", "pan*"]],
  ["ma", ["ma*"]],
  ["m", []],
  ["m ", ["m"]],
  ["48213", ["48213*"]],
  ["48213 ", ["48213"]],
  ["ana.ruiz@correo.example", ["ana", "ruiz*", "correo*", "example*"]],
  ["¿¡!? — %_*", []],
  ["mes", ["mes*"]],
  ["punto ⑴ ", ["punto*", "1"]],
  ["a b c d e f g h i j ", ["a", "b", "c", "d", "e", "f", "g", "h"]],
])("%j asks for %j", (query, words) => {
  expect(asked(query)).toEqual(words);
});

test.each<[string, string | null]>([
  ["4444", "4444"],
  ["+54 9 11 4444-5555", "5491144445555"],
  ["(011) 4444", "114444"],
  ["44", null],
  ["4444 ana", null],
  ["1234567890123456", null],
])("%j is part of a number: %j", (query, digits) => {
  expect(searchTerms(query).digits).toBe(digits);
});

test("folding again changes nothing, and case and accents never matter", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      expect(fold(text.normalize("NFD"))).toBe(fold(text.normalize("NFC")));
    }),
  );
});

test("whatever is asked, few and short words come of it, and a text answers to its own words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
      const { words } = searchTerms(text);
      expect(words.length).toBeLessThanOrEqual(8);
      for (const word of words) expect(word.text).toMatch(/^[\p{L}\p{N}]{1,60}/u);
      const first = wordsIn(text)[0];
      const [asks] = searchTerms(`${text.slice(first?.at, first?.end)} `).words;
      if (first && asks) expect(fits(first.folded, asks)).toBe(true);
    }),
  );
});
