import { expect, test } from "vitest";
import { formatMoney } from "./money";

test.each([
  [26_000n, "es", 4, "USD 0,0260"],
  [61_800n, "en", 4, "USD 0.0618"],
  [618n, "pt", 4, "USD 0,000618"],
  [1_234_500_000n, "es", 2, "USD 1.234,50"],
  [1_234_501_000n, "en", 2, "USD 1,234.5010"],
  [26_000n, "es", 2, "USD 0,0260"],
  [500_000n, "es", 4, "USD 0,5000"],
  [-5_000_000n, "es", 2, "−USD 5,00"],
  [0n, "es", 2, "USD 0,00"],
  [123_456_789_012_345_678n, "en", 2, "USD 123,456,789,012.345678"],
] as const)("%d micros in %s", (micros, locale, least, expected) => {
  expect(formatMoney(micros, "USD", locale, least)).toBe(expected.replaceAll("USD ", "USD\u00a0"));
});
