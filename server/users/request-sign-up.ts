import { hashToken, newToken } from "@/server/crypto";
import { env } from "@/server/env";
import { haveAccountMail } from "@/server/mail/have-account";
import { sendMailSoon } from "@/server/mail/send";
import { verifySignUpMail } from "@/server/mail/verify-sign-up";
import { limit } from "@/server/rate-limit";
import { issueEmailToken, lifetimes } from "./email-tokens";
import { hashPassword } from "./password";
import { userByEmail } from "./queries";
import { linkUrl } from "./request-link";
import type { SignUpRequest } from "./schema";

/**
 * First half of signing up: mails the link whose click creates user and organization. For an address that has an
 * account the answer and the work are the same, and the mail says so. Throws RATE_LIMITED.
 * @returns a proof that the browser keeps: with it the click needs no password. Whoever signs up with somebody
 *   else's address has the proof but never the click, and the click without it asks for a password of its own.
 */
export async function requestSignUp(request: SignUpRequest, ip: string): Promise<{ proof: string }> {
  const { email, locale, name, organization, timeZone } = request;
  await limit(["sign-up/ip", ip], ["sign-up/email", email]);
  const proof = newToken();
  const passwordHash = await hashPassword(request.password);
  const payload = { name, organization, locale, timeZone, passwordHash, proofHash: hashToken(proof) };
  const [user, secret] = await Promise.all([
    userByEmail(email),
    issueEmailToken({ purpose: "sign-up", email, payload }),
  ]);
  if (user) sendMailSoon(haveAccountMail(email, locale, { url: `${env().APP_URL}/sign-in` }));
  else {
    const about = { url: linkUrl(secret), minutes: lifetimes["sign-up"], name, organization };
    sendMailSoon(verifySignUpMail(email, locale, about));
  }
  return { proof };
}
