import { expect, test } from "vitest";
import { instantOf, presetsAt, wallOf } from "./presets";

const lima = "America/Lima";

test("times are those of the customer's clock, and none is past", () => {
  // Friday 17:30 in Lima, 22:30 UTC.
  const presets = presetsAt(new Date("2026-11-20T22:30:00Z"), lima);
  expect(presets.map((p) => [p.preset, p.at.toISOString()])).toEqual([
    ["hour", "2026-11-20T23:30:00.000Z"],
    ["evening", "2026-11-20T23:00:00.000Z"],
    ["tomorrow", "2026-11-21T14:00:00.000Z"],
    ["monday", "2026-11-23T14:00:00.000Z"],
  ]);
});

test("on a Sunday tomorrow is Monday, said once; in the evening there is no evening left", () => {
  const presets = presetsAt(new Date("2026-11-22T23:30:00Z"), lima);
  expect(presets.map((p) => p.preset)).toEqual(["hour", "tomorrow"]);
});

test("a day and a time go there and back", () => {
  const at = instantOf("2026-11-23", "09:00", lima);
  expect(at?.toISOString()).toBe("2026-11-23T14:00:00.000Z");
  expect(at && wallOf(at, lima)).toEqual({ day: "2026-11-23", time: "09:00" });
  expect(instantOf("", "09:00", lima)).toBeNull();
});
