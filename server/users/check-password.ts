import { limit } from "@/server/rate-limit";
import type { SessionClaims } from "@/server/scope";
import { passwordMatches } from "./password";
import { userByEmail } from "./queries";

/**
 * The claims of whoever the password belongs to; null for a wrong one and for an unknown address, after the same work.
 * Throws RATE_LIMITED.
 */
export async function checkPassword(
  email: string,
  password: string,
  ip: string,
): Promise<SessionClaims | null> {
  await limit(["sign-in/ip", ip], ["sign-in/email", email]);
  const user = await userByEmail(email);
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  return user && matches ? { userId: user.id, sessionVersion: user.sessionVersion } : null;
}
