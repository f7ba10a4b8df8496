import { expect, test } from "vitest";
import { etaOf, looked, rateOf, type Seen } from "./rate";

const seenAt = (...looks: [at: number, done: number][]) =>
  looks.reduce<Seen[]>((seen, [at, done]) => looked(seen, { at, done }), []);

test("the rate is what the last while made of it", () => {
  expect(rateOf(seenAt([0, 0]))).toBeNull();
  expect(rateOf(seenAt([0, 0], [2_000, 160]))).toBe(80);
  expect(rateOf(seenAt([0, 0], [14_000, 0], [20_000, 0], [30_000, 500]))).toBe(31.25);
  expect(rateOf(seenAt([0, 900], [2_000, 0], [4_000, 20]))).toBe(10);
});

test("the end is known while something moves", () => {
  expect(etaOf(80, 801)).toBe(11);
  expect(etaOf(0, 10)).toBeNull();
  expect(etaOf(null, 10)).toBeNull();
});
