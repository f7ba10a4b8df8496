import { DateTime } from "luxon";
import { z } from "zod";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When nobody is written to, by the clock of whoever would be: from one time to another, past midnight where `from` is later. */
export const quietHours = z
  .strictObject({ from: time, to: time, sundays: z.boolean() })
  .refine(({ from, to }) => from !== to);
export type QuietHours = z.infer<typeof quietHours>;

/**
 * The first moment at or after `now` that is not quiet in a zone; `now` itself where it is not. Days are the zone's own: an hour that
 * the clocks skip or repeat is what its calendar makes of it. `sundays` keeps Sundays quiet as a whole.
 */
export function loudFrom(quiet: QuietHours | null, now: Date, timeZone: string): Date {
  if (!quiet) return now;
  let local: DateTime = DateTime.fromJSDate(now, { zone: timeZone });
  // Two steps at most meet each other: the end of a night may be a Sunday.
  for (let step = 0; step < 4; step++) {
    const next = afterSunday(quiet, afterNight(quiet, local));
    if (+next === +local) break;
    local = next;
  }
  return local.toJSDate();
}

function afterNight({ from, to }: QuietHours, local: DateTime): DateTime {
  const [start, end] = [at(local, from), at(local, to)];
  if (from < to) return local >= start && local < end ? end : local;
  if (local < end) return end;
  return local >= start ? at(local.plus({ days: 1 }), to) : local;
}

function afterSunday({ sundays }: QuietHours, local: DateTime): DateTime {
  return sundays && local.weekday === 7 ? local.plus({ days: 1 }).startOf("day") : local;
}

function at(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 });
}
