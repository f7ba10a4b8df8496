import { expect, test } from "vitest";
import { type Spoken, shortRun } from "./short-run";

const now = new Date("2026-11-20T12:00:00Z");
const said = (id: string, secondsAgo: number, more: Partial<Spoken> = {}): Spoken => ({
  id,
  by: "writer",
  text: "Hola",
  at: new Date(now.getTime() - secondsAgo * 1000),
  ...more,
});

test("three short messages in a row could have been one", () => {
  expect(shortRun([said("a", 200), said("b", 50), said("c", 30), said("d", 5)], now)).toEqual([
    "b",
    "c",
    "d",
  ]);
  expect(shortRun([said("a", 30), said("b", 5)], now)).toEqual([]);
});

test.each<[string, Partial<Spoken>]>([
  ["the customer's answer", { by: "other" }],
  ["a photo", { text: null }],
  ["a long message", { text: "x".repeat(81) }],
])("%s ends the run", (_, between) => {
  expect(shortRun([said("a", 40), said("b", 30), said("x", 20, between), said("c", 10)], now)).toEqual([]);
});

test("a note in between does not", () => {
  const thread = [said("a", 40), said("b", 30), said("n", 20, { by: "aside" }), said("c", 10)];
  expect(shortRun(thread, now)).toEqual(["a", "b", "c"]);
});

test("after a minute of silence nothing is said of it any more", () => {
  expect(shortRun([said("a", 120), said("b", 100), said("c", 70)], now)).toEqual([]);
});
