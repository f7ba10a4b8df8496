import { expect, test } from "vitest";
import { findCanned } from "./find";

const all = [
  { shortcut: "gracias", body: "Gracias por escribir", folder: null },
  { shortcut: "saludo", body: "Hola, ¿cómo estás?", folder: "Inicio" },
  { shortcut: "saludo-tarde", body: "Buenas tardes", folder: "Inicio" },
  { shortcut: "pago", body: "Podés pagar con transferencia", folder: "Cobros" },
];
const found = (typed: string) => findCanned(all, typed).map((one) => one.shortcut);

test("nothing typed: all, by shortcut", () => {
  expect(found("")).toEqual(["gracias", "pago", "saludo", "saludo-tarde"]);
});

test("the exact one first, then what begins, then its letters in order", () => {
  expect(found("saludo")).toEqual(["saludo", "saludo-tarde"]);
  expect(found("sldt")).toEqual(["saludo-tarde"]);
  expect(found("tarde")).toEqual(["saludo-tarde"]);
});

test("by folder and by a word of the text, whatever the accents and the case", () => {
  expect(found("COBR")).toEqual(["pago"]);
  expect(found("como")).toEqual(["saludo"]);
  expect(found("transf")).toEqual(["pago"]);
});

test("what fits nothing finds nothing", () => {
  expect(found("xyz")).toEqual([]);
});
