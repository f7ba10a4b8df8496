import { z } from "zod";
import { LOCALES } from "@/messages/locales";
import { emailAddress, line, timeZone } from "@/server/text";

export const passwordMin = 12;

/** Long enough to resist guessing; short enough that hashing it stays cheap. */
export const password = z.string().min(passwordMin).max(200);

export const locale = z.enum(LOCALES);

export const signUpRequest = z.object({
  email: emailAddress,
  password,
  name: line(80),
  organization: line(80),
  locale,
  timeZone,
});
export type SignUpRequest = z.infer<typeof signUpRequest>;

export const linkRequest = z.object({ email: emailAddress, locale });

export const token = z.string().regex(/^[\w-]{43}$/);
