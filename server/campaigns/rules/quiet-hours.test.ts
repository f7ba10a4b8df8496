import { expect, test } from "vitest";
import { loudFrom, type QuietHours } from "./quiet-hours";

const night: QuietHours = { from: "21:00", to: "09:00", sundays: false };
const at = (iso: string) => new Date(iso);

test.each([
  [
    "by day nobody waits",
    night,
    "America/Argentina/Buenos_Aires",
    "2026-11-27T15:00:00Z",
    "2026-11-27T15:00:00Z",
  ],
  [
    "in the evening until the morning",
    night,
    "America/Argentina/Buenos_Aires",
    "2026-11-28T01:00:00Z",
    "2026-11-28T12:00:00Z",
  ],
  [
    "before dawn until the same morning",
    night,
    "America/Argentina/Buenos_Aires",
    "2026-11-27T09:00:00Z",
    "2026-11-27T12:00:00Z",
  ],
  [
    "at the very end it is over",
    night,
    "America/Argentina/Buenos_Aires",
    "2026-11-27T12:00:00Z",
    "2026-11-27T12:00:00Z",
  ],
  ["by their clock, not ours", night, "Europe/Madrid", "2026-11-27T19:59:00Z", "2026-11-27T19:59:00Z"],
  ["the same minute in another zone", night, "Europe/Madrid", "2026-11-27T20:00:00Z", "2026-11-28T08:00:00Z"],
  // Chile puts its clocks forward on 2026-09-06 at midnight: nine o'clock comes an hour earlier.
  ["over a change of the clocks", night, "America/Santiago", "2026-09-06T02:00:00Z", "2026-09-06T12:00:00Z"],
  ["over the change back", night, "Europe/Madrid", "2026-10-24T20:00:00Z", "2026-10-25T08:00:00Z"],
  [
    "a noon rest within a day",
    { from: "13:00", to: "15:00", sundays: false },
    "UTC",
    "2026-11-27T13:30:00Z",
    "2026-11-27T15:00:00Z",
  ],
  ["a Sunday as a whole", { ...night, sundays: true }, "UTC", "2026-11-29T10:00:00Z", "2026-11-30T09:00:00Z"],
  [
    "a night that ends on a Sunday",
    { ...night, sundays: true },
    "UTC",
    "2026-11-28T22:00:00Z",
    "2026-11-30T09:00:00Z",
  ],
  ["without quiet hours at once", null, "UTC", "2026-11-29T03:00:00Z", "2026-11-29T03:00:00Z"],
] as const)("%s", (_, quiet, zone, now, expected) => {
  expect(loudFrom(quiet, at(now), zone).toISOString()).toBe(at(expected).toISOString());
});
