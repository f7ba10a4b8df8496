import { expect, test } from "vitest";
import { replaceToken, tokenAt } from "./composer-token";

test.each([
  ["/", 1, "/", ""],
  ["Hola /sal", 9, "/", "sal"],
  ["una\n/días-hábiles", 17, "/", "días-hábiles"],
  ["@br gracias", 3, "@", "br"],
  ["Hola {con", 9, "{", "con"],
  ["{{contact.na", 12, "{", "{contact.na"],
])("%j at %i is a word after a mark", (text, caret, mark, typed) => {
  expect(tokenAt(text, caret, ["/", "@", "{"])).toMatchObject({ mark, typed, end: caret });
});

test.each([
  ["y/o", 3],
  ["https://x.test/a", 16],
  ["a@b.test", 8],
  ["/hola ", 6],
  ["/ho/la", 6],
  ["Hola", 0],
  ["#x", 2],
  ["{{contact.name}}", 16],
])("%j at %i is none", (text, caret) => {
  expect(tokenAt(text, caret, ["/", "@", "{"])).toBeNull();
});

test("replaces the word alone, and says where one goes on", () => {
  const token = tokenAt("Hola /sal y más", 9, ["/"]);
  expect(token && replaceToken("Hola /sal y más", token, "saludos")).toEqual({
    text: "Hola saludos y más",
    caret: 12,
  });
});
