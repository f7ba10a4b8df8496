import { expect, test } from "vitest";
import { down, median, percentile, up } from "./figures";

test("percentiles are values that occurred", () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect([
    percentile(values, 0.5),
    percentile(values, 0.95),
    percentile(values, 0.99),
    percentile([], 0.5),
  ]).toEqual([50, 95, 99, 0]);
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});

test("nothing is rounded in its own favour", () => {
  expect([down(0.799), up(50.01), up(1.301, 2)]).toEqual([0.79, 50.1, 1.31]);
});
