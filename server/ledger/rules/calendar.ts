/** What the carrier gives away in a period, apart from its price list. */
export interface Period {
  /** First day, in the time zone of the account. */
  from: string;
  /** Whether a utility template inside the customer service window is charged. */
  utilityInWindow: "charged" | "free";
  /** Free-form replies: all free, or so many delivered ones per number and month. */
  service: "free" | { allowance: number };
}

/**
 * The carrier's terms by date, oldest first. Source: its pricing pages as of 2026-09-30. A new rule is a new line here,
 * never a condition elsewhere; before the first line its terms hold.
 */
export const calendar: readonly [Period, ...Period[]] = [
  { from: "2025-07-01", utilityInWindow: "free", service: "free" },
  { from: "2026-10-01", utilityInWindow: "charged", service: { allowance: 1000 } },
];

/** The period that a local day lies in. */
export function periodOf(day: string): Period {
  return calendar.findLast((period) => period.from <= day) ?? calendar[0];
}

/** Free replies per number and month on that day; null when the terms know no such thing. */
export function allowanceOn(day: string): number | null {
  const { service } = periodOf(day);
  return service === "free" ? null : service.allowance;
}

/** The calendar day, `YYYY-MM-DD`, that an instant falls on in a time zone. */
export function dayIn(timeZone: string, at: Date): string {
  const parts = formatter(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  formatters.set(timeZone, made);
  return made;
}
