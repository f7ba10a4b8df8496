import fc from "fast-check";
import { expect, test } from "vitest";
import { attributeTypes, readAttribute } from "./attribute";
import { readWritten } from "./written-value";

test.each([
  ["64000.00", 64000],
  [64000, 64000],
  ["$ 1.514,00", 1514],
  ["1,514.50", 1514.5],
  ["-1514,5", -1514.5],
  ["USD 12300000.00", 12_300_000],
  ["1.234.567", 1_234_567],
  ["U$S 10", null],
  ["1,514", null],
  ["about 5", null],
  ["12345678901234567890", null],
  [Number.NaN, null],
])("money %s is %s", (written, read) => {
  expect(readWritten("money", written)).toBe(read);
});

test.each([
  ["2005-06-07", "2005-06-07"],
  ["2005-06-07T00:00:00Z", "2005-06-07"],
  ["7/6/2005 00:00:00", "2005-06-07"],
  ["31/2/2012", null],
  ["", null],
])("the date %s is %s", (written, read) => {
  expect(readWritten("date", written)).toBe(read);
});

test("days are whole, yes and no are words of three languages, addresses look like ones", () => {
  expect(readWritten("days", "32")).toBe(32);
  expect(readWritten("days", "32.5")).toBeNull();
  expect(readWritten("boolean", "Sí")).toBe(true);
  expect(readWritten("boolean", "quizás")).toBeNull();
  expect(readWritten("boolean", "constructor")).toBeNull();
  expect(readWritten("boolean", { toString: 0 })).toBeNull();
  expect(readWritten("text", 8430302638)).toBe("8430302638");
  expect(readWritten("email", "ana@example.com")).toBe("ana@example.com");
  expect(readWritten("email", "ana")).toBeNull();
  expect(readWritten("url", "javascript:alert(1)")).toBeNull();
});

test("what was read is kept in the form that its type wants, and reads again as the same", () => {
  fc.assert(
    fc.property(fc.constantFrom(...attributeTypes), fc.jsonValue(), (type, value) => {
      const read = readWritten(type, value);
      if (read === null) return;
      expect(readAttribute(type, read)).toBe(read);
      expect(readWritten(type, read)).toBe(read);
    }),
  );
});
