import { expect, test } from "vitest";
import { namedIn, piecesOf } from "./named";

const people = [
  { id: "1", name: "Ana" },
  { id: "2", name: "Ana Gómez" },
  { id: "3", name: "Ventas" },
  { id: "4", name: "Ana" },
];

test.each([
  ["@Ana Gómez, mirá esto", ["2"]],
  ["@ana mirá", ["1", "4"]],
  ["para @Ventas y @Ana Gómez", ["3", "2"]],
  ["@Ventas @ventas", ["3"]],
  ["@Analía", []],
  ["ana@Ventas.com", []],
  ["sin nadie", []],
])("%s", (body, ids) => {
  expect(namedIn(body, people)).toEqual(ids);
});

test("the pieces are the whole text again, in order", () => {
  const body = "Che @Ventas, ¿y @Ana Gómez? @nadie";
  const pieces = piecesOf(body, people);
  expect(pieces.map((p) => p.text).join("")).toBe(body);
  expect(pieces.filter((p) => p.ids.length > 0).map((p) => p.text)).toEqual(["@Ventas", "@Ana Gómez"]);
});
