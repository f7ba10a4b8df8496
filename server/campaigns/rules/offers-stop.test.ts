import { expect, test } from "vitest";
import { offersStop } from "./offers-stop";

const body = { type: "BODY", text: "Hola {{1}}, este mes hay crédito." };
const button = (text: string, type = "QUICK_REPLY") => ({ type: "BUTTONS", buttons: [{ type, text }] });

test.each([
  ["a button that asks for it", [body, button("Dar de baja")], true],
  ["a footer with the word", [body, { type: "FOOTER", text: "Respondé BAJA para no recibir más" }], true],
  ["English", [body, { type: "FOOTER", text: "Reply STOP to opt out" }], true],
  ["nothing of the kind", [body, button("Quiero verlo")], false],
  ["a word that only begins so", [{ type: "BODY", text: "BAJAMOS los precios" }], false],
  ["a link is no answer", [body, button("Dar de baja", "URL")], false],
])("%s: %s", (_, components, expected) => {
  expect(offersStop(components)).toBe(expected);
});

test("so does the page for it, as the value of a place", () => {
  expect(offersStop([body], { "1": { from: "link", to: "opt-out" } })).toBe(true);
  expect(offersStop([body], { "1": { from: "text", text: "Ana" } })).toBe(false);
});
