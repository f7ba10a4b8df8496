import { expect, test } from "vitest";
import { fillStandard, textsIn, unknownVariables } from "./standard-texts";

const values = { name: "Ana", agent: "Luz", position: 3 };

test.each([
  ["Hola {name}, sos el número {position}.", values, "Hola Ana, sos el número 3."],
  ["{agent} ya está con vos, {name}.", values, "Luz ya está con vos, Ana."],
  ["Hola {name}, ya te atendemos.", { ...values, name: null }, "Hola, ya te atendemos."],
  ["Hola {name}!", { ...values, name: "  " }, "Hola!"],
  ["Código {promo} {Name}", values, "Código {promo} {Name}"],
  ["Hola {name}", { ...values, name: "{position} $& $1" }, "Hola {position} $& $1"],
  ["{name}", { ...values, name: null }, ""],
])("%j", (text, given, says) => {
  expect(fillStandard(text, given)).toBe(says);
});

test.each([
  ["waiting", "Hola {name}, sos el {position}", []],
  ["waiting", "Te atiende {agent}", ["{agent}"]],
  ["closing", "Chau {nombre} {Name} {}", ["{nombre}", "{Name}", "{}"]],
  ["silent", "Entre llaves { con aire } vale", []],
] as const)("%s may not say %j", (kind, text, unknown) => {
  expect(unknownVariables(kind, text)).toEqual(unknown);
});

test("who writes another language reads it in that one, where the number has it", () => {
  const texts = { waiting: "Ya te atendemos", closing: "Chau", silent: "" };
  const translations = { en: { waiting: "Soon with you", closing: "", silent: "Still there?" } };
  expect(textsIn("en", texts, translations)).toEqual({ waiting: "Soon with you", closing: "Chau" });
  expect(textsIn("fr", texts, translations)).toEqual({ waiting: "Ya te atendemos", closing: "Chau" });
  expect(textsIn(null, texts, null)).toEqual({ waiting: "Ya te atendemos", closing: "Chau" });
  expect(textsIn("en", null, translations)).toEqual({});
});
