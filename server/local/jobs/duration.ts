const units: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const isDuration = /^(\d+(ms|[smhdw]))+$/;
const LONGEST_MS = 366 * 86_400_000;

/** The milliseconds of a duration such as `1h30m`. Throws when it is none, or not between a second and a week. */
export function duration(text: string): number {
  const ms = isDuration.test(text) ? milliseconds(text) : Number.NaN;
  if (ms >= 1_000 && ms <= 604_800_000) return ms;
  throw new Error(`"${text}" is not a duration between 1s and 7d.`);
}

/**
 * The moment a time string of the SDK means: `1h30m` from now, or an ISO date.
 * Throws when it is neither, or further away than 366 days, Inngest's limit.
 */
export function moment(text: string, now: Date): Date {
  const at = new Date(isDuration.test(text) ? now.getTime() + milliseconds(text) : Date.parse(text));
  if (Number.isNaN(at.getTime())) throw new Error(`"${text}" is neither a duration nor a date.`);
  if (at.getTime() - now.getTime() > LONGEST_MS) throw new Error(`"${text}" is more than 366 days away.`);
  return at;
}

function milliseconds(text: string): number {
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdw])/g))
    total += Number(count) * (units[unit ?? ""] ?? 0);
  return total;
}
