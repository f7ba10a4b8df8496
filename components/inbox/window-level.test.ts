import { expect, test } from "vitest";
import { timeLeft, windowLevel } from "./window-level";

const now = new Date("2026-11-22T12:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);
const HOUR = 3_600_000;

test.each([
  [null, "none"],
  [after(-1), "expired"],
  [now, "expired"],
  [after(1), "red"],
  [after(HOUR - 1), "red"],
  [after(HOUR), "amber"],
  [after(6 * HOUR - 1), "amber"],
  [after(6 * HOUR), "calm"],
  [after(72 * HOUR), "calm"],
] as const)("%s is %s", (expiresAt, level) => {
  expect(windowLevel(expiresAt, now)).toBe(level);
});

test("time left is rounded down and never negative", () => {
  expect(timeLeft(after(2 * HOUR - 1), now)).toEqual({ hours: 1, minutes: 59 });
  expect(timeLeft(after(-HOUR), now)).toEqual({ hours: 0, minutes: 0 });
});
