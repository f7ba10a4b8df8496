import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { cache } from "react";
import { env } from "./env";
import type { MemberScope, SessionClaims } from "./scope";
import { memberOf } from "./trpc";

const day = 24 * 60 * 60;
/** A session that nobody uses ends after this, in seconds. */
export const idleLimit = 7 * day;
/** However much it is used, a session ends after this, in seconds. */
export const absoluteLimit = 30 * day;

/** What the encrypted cookie holds. */
export interface SessionToken {
  sub: string;
  sessionVersion: number;
  /** Seconds since 1970; set once, at sign-in. */
  signedInAt: number;
  /** When this cookie was written. */
  iat: number;
}

/**
 * Names and attributes of the cookies. Over https they carry the __Host- prefix: never sent to, nor set by, another
 * host. Without it the port is part of the name, since browsers share cookies between the ports of localhost.
 */
export function sessionCookies(appUrl: string) {
  const url = new URL(appUrl);
  const secure = url.protocol === "https:";
  const name = (kind: string) => (secure ? `__Host-hilo.${kind}` : `hilo.${kind}.${url.port || "80"}`);
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure };
  return {
    sessionToken: { name: name("session"), options },
    callbackUrl: { name: name("callback"), options },
    csrfToken: { name: name("csrf"), options },
  };
}

export const authCookies = () => sessionCookies(env().APP_URL);

/** Who the request's cookie says is signed in, or null. The versions are checked where a scope is made. */
export async function currentSession(): Promise<SessionClaims | null> {
  const token = await currentToken();
  return token && { userId: token.sub, sessionVersion: token.sessionVersion };
}

/**
 * The gate of every page below app/[org]: the scope of the signed-in member. Throws as scopeForSession.
 * Cached, so that layout and page ask the database once.
 */
export const scopeForRequest = cache(
  async (address: string): Promise<MemberScope> => memberOf(await currentSession(), address),
);

/** A Set-Cookie line once a day of use, which is what makes the idle limit a limit on idleness; else null. */
export async function renewedCookie(now = new Date()): Promise<string | null> {
  const token = await currentToken();
  const seconds = now.getTime() / 1000;
  if (!token || seconds - token.iat < day) return null;
  const { name, options } = authCookies().sessionToken;
  const value = await encode({ token: { ...token }, secret: env().NEXTAUTH_SECRET, maxAge: idleLimit });
  const secure = options.secure ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${idleLimit}; HttpOnly; SameSite=Lax${secure}`;
}

const currentToken = cache(async (): Promise<SessionToken | null> => {
  const value = (await cookies()).get(authCookies().sessionToken.name)?.value;
  return value ? readSessionToken(value, new Date()) : null;
});

/** The token of a cookie; null when it was forged, has lain idle too long or is past the absolute limit. */
export async function readSessionToken(cookie: string, now: Date): Promise<SessionToken | null> {
  const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return isSessionToken(token) && withinAbsoluteLimit(token, now) ? token : null;
}

export function withinAbsoluteLimit(token: SessionToken, now: Date): boolean {
  return now.getTime() / 1000 - token.signedInAt < absoluteLimit;
}

export function isSessionToken(token: unknown): token is SessionToken {
  if (typeof token !== "object" || token === null) return false;
  const { sub, sessionVersion, signedInAt, iat } = token as Record<string, unknown>;
  return typeof sub === "string" && [sessionVersion, signedInAt, iat].every((n) => typeof n === "number");
}
