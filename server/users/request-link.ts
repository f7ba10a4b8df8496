import type { z } from "zod";
import { env } from "@/server/env";
import { sendMailSoon } from "@/server/mail/send";
import { signInLinkMail } from "@/server/mail/sign-in-link";
import { limit } from "@/server/rate-limit";
import { issueEmailToken, lifetimes } from "./email-tokens";
import { userByEmail } from "./queries";
import type { linkRequest } from "./schema";

/**
 * Mails a link that signs in. The answer and the work are the same for an address nobody has: its link exists too,
 * it is only not sent. Throws RATE_LIMITED.
 */
export async function requestLink(request: z.infer<typeof linkRequest>, ip: string): Promise<void> {
  const { email, locale } = request;
  await limit(["link/ip", ip], ["link/email", email]);
  const [user, secret] = await Promise.all([
    userByEmail(email),
    issueEmailToken({ purpose: "sign-in", email, payload: {} }),
  ]);
  if (!user) return;
  const url = linkUrl(secret);
  sendMailSoon(signInLinkMail(email, locale, { url, minutes: lifetimes["sign-in"] }));
}

/** The page that a link in a mail opens; opening it uses nothing up. */
export function linkUrl(secret: string): string {
  return `${env().APP_URL}/link/${secret}`;
}
