import { z } from "zod";

const written = z.iso.datetime({ offset: true, local: false });

/** A moment as a value names it: date, time and the distance from UTC, e.g. `2026-12-01T23:59:00-03:00`; null for anything else. */
export function momentOf(value: string): Date | null {
  return written.safeParse(value).success ? new Date(value) : null;
}
