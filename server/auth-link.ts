import { z } from "zod";
import { hashToken, sameText } from "./crypto";
import { DomainError } from "./errors";
import { signUp } from "./organizations/sign-up";
import { limit } from "./rate-limit";
import { afterSignUp } from "./reactions";
import type { SessionClaims } from "./scope";
import { consumeEmailToken, type EmailToken, readEmailToken } from "./users/email-tokens";
import { hashPassword } from "./users/password";
import { userByEmail } from "./users/queries";
import { locale, password, token } from "./users/schema";

export const linkCredentials = z.object({
  token,
  /** What requestSignUp gave to the browser that asked. */
  proof: z.string().max(100).optional(),
  /** Needed in any other browser. */
  password: password.optional(),
});

/**
 * Uses up the link of a mail: signs in, or creates user and organization first. Whoever opens it owns the address.
 * Throws LINK_INVALID when it was used, has expired or never was; INVALID when a sign-up lacks proof and password.
 */
export async function useLink(given: z.infer<typeof linkCredentials>, ip: string): Promise<SessionClaims> {
  await limit(["token/ip", ip]);
  const link = await readEmailToken(given.token);
  if (!link) throw new DomainError("LINK_INVALID");
  const passwordHash = link.purpose === "sign-up" ? await chosenPassword(link, given) : null;
  if (!(await consumeEmailToken(given.token))) throw new DomainError("LINK_INVALID");
  return link.purpose === "sign-up" ? create(link, passwordHash) : claimsOf(link.email);
}

/** The sign-up's own password counts only where it was typed: else whoever typed it could wait for the owner's click. */
async function chosenPassword(link: EmailToken, given: z.infer<typeof linkCredentials>): Promise<string> {
  const { passwordHash, proofHash } = link.payload;
  if (passwordHash && proofHash && sameText(hashToken(given.proof ?? ""), proofHash)) return passwordHash;
  if (!given.password) throw new DomainError("INVALID", { fields: { password: "missing" } });
  return hashPassword(given.password);
}

async function create({ email, payload }: EmailToken, passwordHash: string | null): Promise<SessionClaims> {
  const { name = "", organization = "", timeZone = "" } = payload;
  try {
    const request = {
      email,
      name,
      organization,
      timeZone,
      locale: locale.parse(payload.locale),
      passwordHash,
    };
    return await signUp(request, afterSignUp);
  } catch (error) {
    const exists = error instanceof DomainError && error.code === "CONFLICT";
    throw exists ? new DomainError("LINK_INVALID") : error;
  }
}

async function claimsOf(email: string): Promise<SessionClaims> {
  const user = await userByEmail(email);
  if (!user) throw new DomainError("LINK_INVALID");
  return { userId: user.id, sessionVersion: user.sessionVersion };
}
