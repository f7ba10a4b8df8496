import { expect, test } from "vitest";
import { prefilled } from "./prefill";

const body = (text: string) => [{ type: "BODY", text }];
const known = { firstName: "Inés", agent: "Bruno Paz", organization: "Clínica Prado" };

test.each([
  ["Hola {{1}}, te recordamos tu turno del {{2}} a las {{3}}.", { 1: "Inés" }],
  ["¡Hola, {{1}}!", { 1: "Inés" }],
  ["Buenas tardes {{1}}: su saldo es {{2}}", { 1: "Inés" }],
  ["Hi {{1}}, about {{2}}", { 1: "Inés" }],
  ["Olá {{1}}, tudo bem?", { 1: "Inés" }],
  [
    "Estimada {{nombre}}, le escribe {{agente}} de {{empresa}}.",
    { nombre: "Inés", agente: "Bruno Paz", empresa: "Clínica Prado" },
  ],
  ["Dear {{first_name}}, your code is {{code}}", { first_name: "Inés" }],
  ["Tu turno es el {{1}}. Hola desde {{2}}", {}],
  ["El saldo de {{1}} es {{2}}", {}],
])("%s", (text, values) => {
  expect(prefilled(body(text), known)).toEqual(values);
});

test("what is not known stays empty, and a greeting in the header counts as well", () => {
  expect(prefilled(body("Hola {{1}}"), { firstName: "  " })).toEqual({});
  expect(prefilled(body("Hola {{1}}"), {})).toEqual({});
  const header = { type: "HEADER", format: "TEXT", text: "Hola {{1}}" };
  expect(prefilled([header, ...body("Va {{1}}")], known)).toMatchObject({ "header.1": "Inés" });
});

test("a place of a card is not filled for a greeting outside of it", () => {
  const card = (text: string) => ({ components: body(text) });
  const carousel = { type: "CAROUSEL", cards: [card("Aloe a {{1}}"), card("Hola {{1}}")] };
  expect(prefilled([...body("Hola {{1}}"), carousel], known)).toEqual({ "1": "Inés", "card.1.1": "Inés" });
});
