import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AttributeType,
  attributeTypes,
  compareAttribute,
  comparisons,
  readAttribute,
} from "./attribute";

const now = new Date("2026-11-26T12:00:00Z");
const holds = (type: AttributeType, value: unknown, is: string, wanted: string | number | boolean | null) =>
  compareAttribute({ type, value, is: is as never, wanted }, now);

test("numbers are compared as numbers, however they were written", () => {
  expect(holds("number", 31, "more", 30)).toBe(true);
  expect(holds("number", "31", "more", 30)).toBe(true);
  expect(holds("number", 30, "more", 30)).toBe(false);
  expect(holds("number", 9, "less", 10)).toBe(true);
  expect(holds("number", "nine", "less", 10)).toBe(false);
});

test("texts are compared as people read them", () => {
  expect(holds("text", "Córdoba", "is", "cordoba")).toBe(true);
  expect(holds("text", "Córdoba capital", "contains", "CORDOBA")).toBe(true);
  expect(holds("choice", "Oro", "is-not", "Plata")).toBe(true);
});

test("dates are compared by their age in days", () => {
  expect(holds("date", "2026-10-26", "older", 30)).toBe(true);
  expect(holds("date", "2026-10-27", "older", 30)).toBe(false);
  expect(holds("date", "2026-11-20", "newer", 7)).toBe(true);
  expect(holds("date", "2026-02-30", "older", 1)).toBe(false);
});

test("what is missing, or is not what it should be, is unset and nothing else", () => {
  const any = fc.constantFrom(...attributeTypes);
  const wanted = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  fc.assert(
    fc.property(any, fc.jsonValue(), wanted, (type, value, want) => {
      const unset = readAttribute(type, value) === null;
      for (const is of comparisons[type]) {
        const answer = holds(type, value, is, want);
        if (is === "unset") expect(answer).toBe(unset);
        else if (unset) expect(answer).toBe(false);
      }
    }),
  );
});
