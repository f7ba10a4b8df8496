import { expect, test } from "vitest";
import { canarySize, judge } from "./canary";

const good = { handed: 100, failed: 2, optedOut: 0, qualities: ["GREEN", null] };

test.each([
  ["few failures", good, { ok: true }],
  ["many failures", { ...good, failed: 20 }, { ok: false, because: "failed" }],
  ["two of three failed: too few to tell", { ...good, handed: 3, failed: 2 }, { ok: true }],
  ["many who want no more", { ...good, optedOut: 3 }, { ok: false, because: "opted-out" }],
  ["a red template", { ...good, qualities: ["RED"] }, { ok: false, because: "quality" }],
] as const)("%s", (_, trial, verdict) => {
  expect(judge({ ...trial, qualities: [...trial.qualities] })).toEqual(verdict);
});

test("a hundredth is tried, but at least twenty and at most a thousand", () => {
  expect([50, 2_000, 5_000, 1_000_000].map(canarySize)).toEqual([20, 20, 50, 1_000]);
});
