import { DateTime } from "luxon";
import { z } from "zod";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const span = z.object({ from: time, to: time }).refine((s) => s.from < s.to);

/** Opening hours in one time zone: spans per weekday (1 = Monday … 7 = Sunday) and days on which nobody works. */
export const businessHours = z.object({
  timeZone: z.string(),
  week: z.partialRecord(z.enum(["1", "2", "3", "4", "5", "6", "7"]), z.array(span)),
  holidays: z.array(z.object({ date: z.iso.date(), name: z.string() })),
});
export type BusinessHours = z.infer<typeof businessHours>;

/** Whether somebody is there at `now`. No hours set means always. */
export function isOpen(hours: BusinessHours | null, now: Date): boolean {
  if (!hours) return true;
  const local = DateTime.fromJSDate(now, { zone: hours.timeZone });
  return spansOf(hours, local).some((s) => s.start <= local && local < s.end);
}

/** Since when somebody is there at `now`: always, without hours; null while nobody is. */
export function openSince(hours: BusinessHours | null, now: Date): Date | null {
  if (!hours) return new Date(0);
  const local = DateTime.fromJSDate(now, { zone: hours.timeZone });
  return (
    spansOf(hours, local)
      .find((s) => s.start <= local && local < s.end)
      ?.start.toJSDate() ?? null
  );
}

/** The last end of a span at or before `now`; null when the last week has none. */
export function lastClosing(hours: BusinessHours, now: Date): Date | null {
  const local = DateTime.fromJSDate(now, { zone: hours.timeZone });
  for (let day = 0; day < 8; day++) {
    const ended = spansOf(hours, local.minus({ days: day })).filter((s) => s.end <= local);
    const last = ended.at(-1);
    if (last) return last.end.toJSDate();
  }
  return null;
}

/** The next opening at or after `now`, or null when the next 60 days have none. Names one closed period. */
export function nextOpening(hours: BusinessHours | null, now: Date): Date | null {
  if (!hours || isOpen(hours, now)) return now;
  const local = DateTime.fromJSDate(now, { zone: hours.timeZone });
  for (let day = 0; day < 60; day++) {
    const opening = spansOf(hours, local.plus({ days: day })).find((s) => s.start > local);
    if (opening) return opening.start.toJSDate();
  }
  return null;
}

/** The times in which somebody is there, from `from` on: in order, apart, at most `days` days ahead. */
export function* openSpans(
  hours: BusinessHours,
  from: Date,
  days = 400,
): Generator<{ start: number; end: number }> {
  let past = +from;
  const first = DateTime.fromJSDate(from, { zone: hours.timeZone });
  for (let day = 0; day < days; day++) {
    for (const span of spansOf(hours, first.plus({ days: day }))) {
      const [start, end] = [Math.max(+span.start, past), +span.end];
      if (start >= end) continue;
      past = end;
      yield { start, end };
    }
  }
}

function spansOf(hours: BusinessHours, day: DateTime): { start: DateTime; end: DateTime }[] {
  if (hours.holidays.some((h) => h.date === day.toISODate())) return [];
  const week = hours.week[String(day.weekday) as keyof BusinessHours["week"]] ?? [];
  return (
    week
      .map((s) => ({ start: clock(day, s.from), end: clock(day, s.to) }))
      // A span that lies in the hour which the clocks skip does not exist on that day.
      .filter((s) => s.start < s.end)
      .sort((a, b) => +a.start - +b.start)
  );
}

// Wall-clock times are set on the day itself, so that a change of summer time moves the span with the clock on the wall.
function clock(day: DateTime, hhmm: string): DateTime {
  const [hour, minute] = hhmm.split(":").map(Number);
  if (hour === 24) return day.startOf("day").plus({ days: 1 });
  return day.startOf("day").set({ hour, minute });
}
