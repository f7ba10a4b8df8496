/** A moment as a field of day and time writes it, by the clocks of a zone: `2026-12-01T09:30`. */
export function zonedField(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    ...{ timeZone, year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The moment at which the clocks of a zone show that; null for what is no day and time. An hour that they skip is the one after it. */
export function zonedMoment(field: string, timeZone: string): Date | null {
  const wanted = Date.parse(`${field}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(field) || Number.isNaN(wanted)) return null;
  // What the zone is ahead of UTC may be another at the moment that is found first.
  let at = wanted;
  for (let turn = 0; turn < 2; turn++) at = wanted - aheadOf(new Date(at), timeZone);
  return new Date(at);
}

function aheadOf(at: Date, timeZone: string): number {
  return Date.parse(`${zonedField(at, timeZone)}Z`) - Math.floor(at.getTime() / 60_000) * 60_000;
}
