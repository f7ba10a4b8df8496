import { expect, test } from "vitest";
import { answer, blanksIn, fill, firstName, piecesOf } from "./variables";

test("known variables are filled in; empty and unknown ones stay, and are named", () => {
  const body = "Hola {{contact.firstName}}, soy {{ agent.name }} de {{organization.name}}. Pedido {{order}}.";
  const text = fill(body, { "contact.firstName": "Inés", "agent.name": "Bruno", "organization.name": "  " });
  expect(text).toBe("Hola Inés, soy Bruno de {{organization.name}}. Pedido {{order}}.");
  expect(blanksIn(text)).toEqual(["organization.name", "order"]);
});

test("a value is a value: it is never read as a variable, nor as a pattern", () => {
  const text = fill("{{contact.name}} y {{agent.name}}", {
    "contact.name": "$& {{agent.name}}",
    "agent.name": "B",
  });
  expect(text).toBe("$& {{agent.name}} y B");
});

test("an answer takes every place of its variable and no other", () => {
  expect(answer("{{a.b}} {{ a.b }} {{a.c}}", "a.b", "$1")).toBe("$1 $1 {{a.c}}");
});

test("braces that hold no name are text", () => {
  expect(blanksIn("{{}} {{1}} {x} {{ }} {{a b}} {{{{")).toEqual([]);
});

test("pieces put together are the body", () => {
  const body = "Hola {{contact.name}}{{x}}, chau";
  expect(
    piecesOf(body)
      .map((p) => p.text)
      .join(""),
  ).toBe(body);
  expect(piecesOf(body).map((p) => p.variable)).toEqual([null, "contact.name", "x", null]);
});

test.each([
  ["Inés Prado", "Inés"],
  ["  Ana  María ", "Ana"],
  ["Ho", "Ho"],
  [null, null],
])("%j is called %j", (name, first) => {
  expect(firstName(name)).toBe(first);
});
