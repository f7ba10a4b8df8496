import { DateTime } from "luxon";
import { hourBeforeWindowEnds } from "./snooze";

export type SnoozePreset = "hour" | "threeHours" | "tomorrow" | "monday" | "week" | "beforeWindow";

/** Times to put something off until, by the clock of the organization's zone; the last one only while a window is open. */
export function snoozePresets(
  now: Date,
  zone: string,
  windowExpiresAt: Date | null,
): { preset: SnoozePreset; until: Date }[] {
  const local = DateTime.fromJSDate(now, { zone });
  const morning = (days: number) => local.startOf("day").plus({ days }).set({ hour: 9 });
  const monday = 8 - local.weekday;
  const beforeWindow = hourBeforeWindowEnds(windowExpiresAt, now);
  return [
    { preset: "hour" as const, until: local.plus({ hours: 1 }).toJSDate() },
    { preset: "threeHours" as const, until: local.plus({ hours: 3 }).toJSDate() },
    { preset: "tomorrow" as const, until: morning(1).toJSDate() },
    // On a Sunday that is tomorrow.
    ...(monday === 1 ? [] : [{ preset: "monday" as const, until: morning(monday).toJSDate() }]),
    { preset: "week" as const, until: morning(7).toJSDate() },
    ...(beforeWindow ? [{ preset: "beforeWindow" as const, until: beforeWindow }] : []),
  ];
}
