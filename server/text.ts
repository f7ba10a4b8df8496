import { z } from "zod";

// PostgreSQL refuses NUL, JSON readers lone surrogates; the other control characters have no place in one line.
const unwelcome = /[\p{Cc}\p{Cs}]/u;

/** One line that a person typed: trimmed, not empty, at most `max` characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !unwelcome.test(text));

/** An e-mail address as it is stored and compared. */
export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** An organization's address in a URL; whatever else stands there names none. */
export const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/);

/** A zone that this machine can compute with, e.g. "America/Argentina/Buenos_Aires". */
export const timeZone = z.string().max(64).refine(isTimeZone);

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
