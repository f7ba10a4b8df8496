import { DateTime } from "luxon";

export type Preset = "hour" | "evening" | "tomorrow" | "monday";

/** The times that are chosen most, by the clock of who gets the message; those that are no later than now are left out. */
export function presetsAt(now: Date, timeZone: string): { preset: Preset; at: Date }[] {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const nine = (day: DateTime) => day.set({ hour: 9, minute: 0, second: 0, millisecond: 0 });
  const all: [Preset, DateTime][] = [
    ["hour", local.plus({ hours: 1 }).startOf("minute")],
    ["evening", local.set({ hour: 18, minute: 0, second: 0, millisecond: 0 })],
    ["tomorrow", nine(local.plus({ days: 1 }))],
    ["monday", nine(local.plus({ days: (8 - local.weekday) % 7 || 7 }))],
  ];
  const tomorrow = local.plus({ days: 1 }).toISODate();
  return all
    .filter(
      ([preset, at]) =>
        at > local.plus({ minutes: 5 }) && !(preset === "monday" && at.toISODate() === tomorrow),
    )
    .map(([preset, at]) => ({ preset, at: at.toJSDate() }));
}

/** A day and a time of a clock as an instant; null when they name none. */
export function instantOf(day: string, time: string, timeZone: string): Date | null {
  const at = DateTime.fromISO(`${day}T${time}`, { zone: timeZone });
  return at.isValid ? at.toJSDate() : null;
}

/** The day and the time that a clock shows at an instant, as fields of a form take them. */
export function wallOf(at: Date, timeZone: string): { day: string; time: string } {
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  return { day: local.toFormat("yyyy-MM-dd"), time: local.toFormat("HH:mm") };
}
