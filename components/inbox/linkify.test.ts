import fc from "fast-check";
import { expect, test } from "vitest";
import { inOneDirection, isEmojiOnly, tokenize, withoutTowers } from "./linkify";

const links = (body: string) =>
  tokenize(body).flatMap((token) => (token.kind === "link" ? [token.href] : []));

test.each([
  ["mirá https://hilo.example/a?b=1.", ["https://hilo.example/a?b=1"]],
  ["(www.hilo.example)", ["https://www.hilo.example/"]],
  ["a@b.example, gracias", ["mailto:a@b.example"]],
  ["javascript:alert(1) data:text/html,x file:///etc/passwd", []],
  ["https://", []],
  ["<a href=https://x.example>x</a>", ["https://x.example/"]],
])("%s", (body, expected) => {
  expect(links(body)).toEqual(expected);
});

test("an address in disguise is shown as what it is", () => {
  const [cyrillic] = tokenize("https://аpple.example/x");
  expect(cyrillic).toEqual({
    kind: "link",
    text: "https://xn--pple-43d.example/x",
    href: "https://xn--pple-43d.example/x",
  });
  const [user] = tokenize("https://bank.example@evil.example/");
  expect(user).toMatchObject({
    text: "https://bank.example@evil.example/",
    href: "https://bank.example@evil.example/",
  });
  const [turned] = tokenize("https://a.example/\u202egpj.exe");
  expect(turned).toMatchObject({ text: "https://a.example/gpj.exe" });
});

test("marks of chat apps are understood at word edges only", () => {
  expect(tokenize("*hola* _vos_ ~no~ `x` snake_case_name 2*3*4")).toEqual([
    { kind: "bold", text: "hola" },
    { kind: "text", text: " " },
    { kind: "italic", text: "vos" },
    { kind: "text", text: " " },
    { kind: "strike", text: "no" },
    { kind: "text", text: " " },
    { kind: "code", text: "x" },
    { kind: "text", text: " snake_case_name 2*3*4" },
  ]);
});

test("any text survives, and no link leaves http, https and mailto", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (body) => {
      for (const token of tokenize(body)) {
        if (token.kind === "link") expect(token.href).toMatch(/^(https?:\/\/|mailto:)/);
      }
      if (!/[*_~`:@]|www/i.test(body))
        expect(
          tokenize(body)
            .map((t) => t.text)
            .join(""),
        ).toBe(body);
    }),
  );
});

test("towers of marks are cut, the marks of languages are not", () => {
  expect(withoutTowers(`h${"\u0335".repeat(40)}o`)).toBe(`h${"\u0335".repeat(3)}o`);
  expect(withoutTowers("ñandú क्षत्रिय مُحَمَّد Việt")).toBe("ñandú क्षत्रिय مُحَمَّد Việt");
});

test.each([
  ["👍", true],
  ["👨‍👩‍👧 🇦🇷", true],
  ["👍👍👍👍", false],
  ["123", false],
  ["ok 👍", false],
  ["", false],
])("%s alone is emoji: %s", (body, only) => {
  expect(isEmojiOnly(body)).toBe(only);
});

test("a name keeps its letters in their order, in any script", () => {
  expect(inOneDirection("\u202Ematching.exe\u202c")).toBe("matching.exe");
  expect(inOneDirection("אדם \u2067gnp\u2069")).toBe("אדם gnp");
});
