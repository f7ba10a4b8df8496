import { encode } from "next-auth/jwt";
import { sql } from "@/db/client";
import { authCookies } from "@/server/auth-session";
import { env } from "@/server/env";
import type { SessionClaims } from "@/server/scope";

/** Who somebody is once they signed in. Throws for who is not there. */
export async function claimsOf(email: string): Promise<SessionClaims> {
  const [user] = await sql()<{ id: string; session_version: number }[]>`
    select id, session_version from users where email = ${email}`;
  if (!user) throw new Error(`${email} is not there`);
  return { userId: user.id, sessionVersion: user.session_version };
}

/** The cookie of a session, as a browser would send it. */
export async function cookieOf(claims: SessionClaims): Promise<{ name: string; value: string }> {
  const signedInAt = Math.floor(Date.now() / 1000);
  const token = { sub: claims.userId, sessionVersion: claims.sessionVersion, signedInAt };
  const value = await encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: 3_600 });
  return { name: authCookies().sessionToken.name, value };
}
