import type { NextAuthOptions, User } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { linkCredentials, useLink } from "./auth-link";
import { authCookies, idleLimit, isSessionToken, withinAbsoluteLimit } from "./auth-session";
import { clientIp } from "./client-ip";
import { env } from "./env";
import { DomainError } from "./errors";
import { log } from "./log";
import { type SessionClaims, sessionIsCurrent } from "./scope";
import { emailAddress } from "./text";
import { checkPassword } from "./users/check-password";

declare module "next-auth" {
  interface User {
    sessionVersion: number;
  }
}

/** next-auth's configuration: two ways in, both ending in the same claims, which every scope checks again. */
export function authOptions(): NextAuthOptions {
  const { APP_URL, NEXTAUTH_SECRET } = env();
  // next-auth reads its own address from here alone.
  process.env.NEXTAUTH_URL ??= APP_URL;
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: idleLimit },
    cookies: authCookies(),
    useSecureCookies: APP_URL.startsWith("https:"),
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    providers: [byPassword, byLink],
    callbacks: { jwt, session: ({ session }) => ({ expires: session.expires }) },
    logger: { error: (code) => log().warn({ code }, "Sign-in failed"), warn: () => {}, debug: () => {} },
  };
}

const passwordCredentials = z.object({ email: emailAddress, password: z.string().max(200) });

/** E-mail and password. */
export const byPassword = credentials({
  id: "password",
  credentials: { email: {}, password: {} },
  authorize: (given, request) =>
    answer(async () => {
      const { email, password } = parse(passwordCredentials, given);
      return checkPassword(email, password, ipOf(request));
    }),
});

/** The link in a mail, once its page's button was pressed. */
export const byLink = credentials({
  id: "link",
  credentials: { token: {}, proof: {}, password: {} },
  authorize: (given, request) => answer(() => useLink(parse(linkCredentials, given), ipOf(request))),
});

type Jwt = NonNullable<NonNullable<NextAuthOptions["callbacks"]>["jwt"]>;

/** At sign-in the claims go into the token; afterwards one that no longer holds is refused, which ends its cookie. */
const jwt: Jwt = async ({ token, user }) => {
  const now = new Date();
  const signedInAt = Math.floor(now.getTime() / 1000);
  if (user) return { sub: user.id, sessionVersion: user.sessionVersion, signedInAt };
  const holds =
    isSessionToken(token) && withinAbsoluteLimit(token, now) && (await sessionIsCurrent(claims(token)));
  if (!holds) throw new DomainError("UNAUTHENTICATED");
  return token;
};

function claims(token: { sub: string; sessionVersion: number }): SessionClaims {
  return { userId: token.sub, sessionVersion: token.sessionVersion };
}

/** next-auth puts an error's message into an address: it may be a code of ours and nothing else. */
async function answer(attempt: () => Promise<SessionClaims | null>): Promise<User | null> {
  try {
    const found = await attempt();
    return found && { id: found.userId, sessionVersion: found.sessionVersion };
  } catch (error) {
    throw new Error(codeOf(error));
  }
}

/** The route turns `RATE_LIMITED.42` into status 429 with Retry-After: 42. */
function codeOf(error: unknown): string {
  if (!(error instanceof DomainError)) {
    log().error({ err: error }, "A sign-in failed");
    return "UNEXPECTED";
  }
  return error.code === "RATE_LIMITED" ? `${error.code}.${error.details.retryAfterSeconds}` : error.code;
}

function parse<S extends z.ZodType>(schema: S, given: Record<string, string> | undefined): z.output<S> {
  const filled = Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(filled);
  if (!parsed.success) throw new DomainError("INVALID");
  return parsed.data;
}

function ipOf({ headers }: { headers?: Record<string, string> }): string {
  return clientIp(new Headers(headers));
}
