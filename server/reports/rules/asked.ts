import { DateTime } from "luxon";
import { z } from "zod";

export const reportBy = z.enum(["day", "team", "member", "number"]);
export type ReportBy = z.infer<typeof reportBy>;

/** Whole days of the organization's time zone, both included, at most a year. */
export const reportInput = z
  .object({ from: z.iso.date(), to: z.iso.date(), by: reportBy })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 366 * 86_400_000);
export type ReportInput = z.infer<typeof reportInput>;

/** What an address asks for, as far as it can be understood: else the last thirty days, by day. */
export function askedOf(
  query: { from?: unknown; to?: unknown; by?: unknown },
  now: Date,
  timeZone: string,
): ReportInput {
  const lately = lastDays(30, now, timeZone);
  const by = reportBy.safeParse(query.by);
  const asked = { from: query.from, to: query.to, by: by.success ? by.data : "day" };
  const read = reportInput.safeParse(asked);
  return read.success ? read.data : { ...lately, by: asked.by };
}

/** So many days up to today, by the organization's clock. */
export function lastDays(days: number, now: Date, timeZone: string): { from: string; to: string } {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const written = (at: DateTime) => at.toFormat("yyyy-MM-dd");
  return { from: written(today.minus({ days: days - 1 })), to: written(today) };
}
