import { expect, test } from "vitest";
import { zonedField, zonedMoment } from "./zoned-time";

test("a day and time are those of the organization, wherever the browser is", () => {
  const at = zonedMoment("2026-12-01T09:30", "America/Argentina/Buenos_Aires");
  expect(at?.toISOString()).toBe("2026-12-01T12:30:00.000Z");
  expect(zonedField(new Date("2026-12-01T12:30:00Z"), "America/Argentina/Buenos_Aires")).toBe(
    "2026-12-01T09:30",
  );
  expect(zonedField(new Date("2026-12-01T03:00:00Z"), "America/Argentina/Buenos_Aires")).toBe(
    "2026-12-01T00:00",
  );
});

test("clocks that change are followed", () => {
  for (const field of ["2026-03-28T12:00", "2026-03-29T12:00", "2026-10-25T12:00", "2026-10-26T00:15"])
    expect(zonedField(zonedMoment(field, "Europe/Madrid") ?? new Date(0), "Europe/Madrid")).toBe(field);
});

test("what is no day and time is no moment", () => {
  for (const field of ["", "2026-13-01T09:30", "mañana"]) expect(zonedMoment(field, "UTC"), field).toBeNull();
});
