import { DateTime } from "luxon";

/** The last second of a day (YYYY-MM-DD, or what begins so) in a zone, with its distance from UTC: what holds until a day holds until it is over. */
export function endOfDay(day: string, timeZone: string): string | null {
  return DateTime.fromISO(day.slice(0, 10), { zone: timeZone })
    .endOf("day")
    .startOf("second")
    .toISO({ suppressMilliseconds: true });
}
