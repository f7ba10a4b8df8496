import { DateTime } from "luxon";

/** From an instant up to, not including, another. */
export interface Span {
  from: Date;
  to: Date;
}

export interface Periods {
  today: Span;
  /** Yesterday up to this time of the day. */
  yesterday: Span;
  month: Span;
  /** Last month up to this day and time, or its end where it is shorter. */
  lastMonth: Span;
}

/** Today and this month by an organization's clock on the wall, each with the same stretch of the period before. */
export function periodsAt(now: Date, timeZone: string): Periods {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const [day, month] = [local.startOf("day"), local.startOf("month")];
  return {
    today: span(day, day.plus({ days: 1 })),
    yesterday: span(day.minus({ days: 1 }), local.minus({ days: 1 })),
    month: span(month, month.plus({ months: 1 })),
    lastMonth: span(month.minus({ months: 1 }), local.minus({ months: 1 })),
  };
}

/** The span of whole local days, both included, each as `YYYY-MM-DD`. */
export function spanOfDays(first: string, last: string, timeZone: string): Span {
  const from = DateTime.fromISO(first, { zone: timeZone }).startOf("day");
  return span(from, DateTime.fromISO(last, { zone: timeZone }).startOf("day").plus({ days: 1 }));
}

/** The local days, `YYYY-MM-DD`, that a span touches, in order. */
export function daysOf({ from, to }: Span, timeZone: string): string[] {
  const days: string[] = [];
  let day = DateTime.fromJSDate(from, { zone: timeZone }).startOf("day");
  for (; day.toMillis() < to.getTime(); day = day.plus({ days: 1 })) days.push(day.toISODate() ?? "");
  return days;
}

function span(from: DateTime, to: DateTime): Span {
  return { from: from.toJSDate(), to: to.toJSDate() };
}
