import fc from "fast-check";
import { expect, test } from "vitest";
import { searchScore } from "./search-score";
import { searchTerms } from "./search-words";
import { markDigits, snippetOf } from "./snippet";

const marked = (text: string, query: string, width?: number) =>
  snippetOf(text, searchTerms(query).words, width)
    .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
    .join("");

test("what was looked for is marked as it was written", () => {
  expect(marked("La CANCIÓN que\npediste", "cancion")).toBe("La [CANCIÓN] que pediste");
  expect(marked("dos turnos, un turno", "turnos ")).toBe("dos [turnos], un [turno]");
  expect(marked("<script>alert(1)</script>", "alert ")).toBe("<script>[alert](1)</script>");
  expect(marked("nada de eso", "otra cosa ")).toBe("nada de eso");
});

test("of a long text, where the most stands together", () => {
  const text = `turno ${"palabra ".repeat(60)}un turno con la doctora Núñez ${"y más ".repeat(60)}`;
  const snippet = marked(text, "turno nunez ");
  expect(snippet).toContain("un [turno] con la doctora [Núñez]");
  expect(snippet.startsWith("…")).toBe(true);
  expect(snippet.endsWith("…")).toBe(true);
  expect(snippet.length).toBeLessThan(200);
});

test("the pieces of any text are a part of it, whole characters, as long as was asked", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 600 }),
      fc.string({ maxLength: 20 }),
      (text, query) => {
        const pieces = snippetOf(text, searchTerms(query).words, 100);
        const shown = pieces.map((piece) => piece.text).join("");
        const line = text.replace(/\s+/g, " ").trim();
        expect(line).toContain(shown.replace(/^…(?=.)|…$/gu, ""));
        expect(shown.length).toBeLessThanOrEqual(103);
        expect(shown).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
      },
    ),
  );
});

test("digits are marked across the spaces between them", () => {
  expect(markDigits("+54 9 11 4444-5555", "44445")).toEqual([
    { text: "+54 9 11 ", hit: false },
    { text: "4444-5", hit: true },
    { text: "555", hit: false },
  ]);
  expect(markDigits("+54 9 11", "7")).toEqual([{ text: "+54 9 11", hit: false }]);
});

const day = 86_400_000;
test("whole words before beginnings, together before apart, new before old; what is old still counts", () => {
  const score = (text: string, query: string, days = 0) =>
    searchScore(text, searchTerms(query).words, days * day);
  expect(score("un turno", "turno")).toBeGreaterThan(score("un turnito turnos", "turno"));
  expect(score("pago en cuotas", "pago en cuotas ")).toBeGreaterThan(
    score("cuotas: en el pago", "pago en cuotas "),
  );
  expect(score("un turno", "turno", 1)).toBeGreaterThan(score("un turno", "turno", 40));
  expect(score("pago en cuotas", "pago en cuotas ", 60)).toBeGreaterThan(0.5);
});
