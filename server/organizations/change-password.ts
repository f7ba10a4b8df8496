import { eq } from "drizzle-orm";
import { z } from "zod";
import { platform } from "@/db/org";
import { users } from "@/db/schema/organizations";
import { DomainError } from "@/server/errors";
import { limit } from "@/server/rate-limit";
import type { SessionClaims } from "@/server/scope";
import { hashPassword, passwordMatches } from "@/server/users/password";
import { password } from "@/server/users/schema";
import { endSessions } from "./sign-out-everywhere";

export const passwordChange = z.object({
  /** Empty for who has signed in by mail alone so far. */
  current: z.string().max(200),
  next: password,
});

/**
 * Sets a new password and ends every session, this one included: whoever knew the old one is out at once. Who has a password proves
 * it first. Throws WRONG_PASSWORD, RATE_LIMITED.
 */
export async function changePassword(
  { userId }: SessionClaims,
  { current, next }: z.infer<typeof passwordChange>,
): Promise<void> {
  await limit(["password/user", userId]);
  const [user] = await platform()
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId));
  if (!user) throw new DomainError("UNAUTHENTICATED");
  if (user.passwordHash !== null && !(await passwordMatches(user.passwordHash, current)))
    throw new DomainError("WRONG_PASSWORD");
  await endSessions(userId, { passwordHash: await hashPassword(next) }, "member.password-changed");
}
