import fc from "fast-check";
import { expect, test } from "vitest";
import { microsOf } from "./money";

test.each([
  ["0.0260", 26_000n],
  ["0", 0n],
  ["1", 1_000_000n],
  ["0.000001", 1n],
  ["9007199254740993.000001", 9_007_199_254_740_993_000_001n],
])("%s is %d micros", (text, micros) => {
  expect(microsOf(text)).toBe(micros);
});

test.each(["", "-1", "1e3", "0.0000001", "1,5", "NaN", " "])("%j is not an amount", (text) => {
  expect(() => microsOf(text)).toThrow();
});

test("no amount loses a millionth", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 18n), (micros) => {
      const text = `${micros / 1_000_000n}.${(micros % 1_000_000n).toString().padStart(6, "0")}`;
      expect(microsOf(text)).toBe(micros);
    }),
  );
});
