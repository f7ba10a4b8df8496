import { createTRPCClient, httpLink } from "@trpc/client";
import { encode } from "next-auth/jwt";
import superjson from "superjson";
import { sql } from "@/db/client";
import { authCookies } from "@/server/auth-session";
import { env } from "@/server/env";
import type { AppRouter } from "@/server/router";
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

/** The API as a browser of theirs would ask it, over HTTP. */
export async function browserOf({ slug, email }: { slug: string; email: string }) {
  const { name, value } = await cookieOf(await claimsOf(email));
  const headers = { "x-hilo-org": slug, cookie: `${name}=${value}` };
  const url = `${env().APP_URL}/api/trpc`;
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url, transformer: superjson, headers: () => headers })],
  });
}
