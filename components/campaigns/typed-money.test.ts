import { expect, test } from "vitest";
import { microsOf, typedOf } from "./typed-money";

test("an amount is read as people of any of our languages type it", () => {
  expect(microsOf("250")).toBe("250000000");
  expect(microsOf("250,5")).toBe("250500000");
  expect(microsOf("250.50")).toBe("250500000");
  expect(microsOf("1.234,56")).toBe("1234560000");
  expect(microsOf("1,234.56")).toBe("1234560000");
  expect(microsOf("1.500")).toBe("1500000000");
  expect(microsOf("1.500.000")).toBe("1500000000000");
  expect(microsOf("0,026")).toBe("26000");
  expect(microsOf("0.0618")).toBe("61800");
});

test("what is no amount above zero is none", () => {
  for (const typed of ["", "0", "0,00", "-5", "abc", "5 pesos", "1,", "0,0000001", "9".repeat(16)])
    expect(microsOf(typed), typed).toBeNull();
});

test("what was saved shows as it would be typed", () => {
  expect(typedOf("250500000", "es-AR")).toBe("250,5");
  expect(typedOf("1234560000", "en-US")).toBe("1234.56");
  expect(typedOf(null, "es-AR")).toBe("");
  expect(microsOf(typedOf("61800", "es-AR"))).toBe("61800");
});
