/** Looks into JSON that somebody else made: what is not of the wanted kind is as good as absent. */
export type Json = Record<string, unknown>;

export function asObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text that says something. The carrier writes ids now as text, now as numbers; empty text means absent. */
export function asText(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function asNumber(value: unknown): number | undefined {
  if (typeof value === "string" && value.trim() === "") return undefined;
  const number = typeof value === "string" || typeof value === "number" ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

const EARLIEST = 1_000_000_000;
const LATEST = 4_102_444_800;

/** Seconds since 1970 as text or number, between 2001 and 2100; anything else is nonsense. */
export function asTime(value: unknown): Date | undefined {
  const seconds = asNumber(value);
  if (seconds === undefined || seconds < EARLIEST || seconds > LATEST) return undefined;
  return new Date(Math.trunc(seconds) * 1000);
}

/** The same object without what is absent, so that results compare and serialise cleanly. */
export function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
