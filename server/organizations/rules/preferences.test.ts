import { describe, expect, it } from "vitest";
import { preferences } from "../schema";
import { isQuiet, withDefaults } from "./preferences";

describe("quiet hours", () => {
  const night = { from: "22:00", to: "07:30" };
  it.each([
    [night, 22 * 60, true],
    [night, 7 * 60 + 29, true],
    [night, 7 * 60 + 30, false],
    [night, 12 * 60, false],
    [{ from: "13:00", to: "14:00" }, 13 * 60, true],
    [{ from: "13:00", to: "14:00" }, 14 * 60, false],
    [null, 0, false],
  ])("%j at %i minutes: %s", (hours, minutes, quiet) => expect(isQuiet(hours, minutes)).toBe(quiet));

  it("are times of a day", () => {
    expect(preferences.safeParse({ quietHours: { from: "24:00", to: "07:00" } }).success).toBe(false);
    expect(preferences.safeParse({ quietHours: night }).success).toBe(true);
  });
});

it("what was not chosen is as everybody starts", () => {
  const mine = withDefaults({ alerts: { assigned: { notify: false, sound: false } }, foldEvents: false });
  expect(mine.alerts.assigned.notify).toBe(false);
  expect(mine.alerts.written).toEqual({ notify: true, sound: true });
  expect([mine.foldEvents, mine.quietAway, mine.quietHours]).toEqual([false, true, null]);
});
