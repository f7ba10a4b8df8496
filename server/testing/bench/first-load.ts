import { gzipSync } from "node:zlib";
import { encode } from "next-auth/jwt";
import { authCookies } from "@/server/auth-session";
import { env } from "@/server/env";
import type { SessionClaims } from "@/server/scope";

/** JavaScript that a first visit of the inbox loads before it does anything, gzipped, in KB of 1,024 bytes. */
export async function firstLoadKb(url: string, slug: string, claims: SessionClaims): Promise<number> {
  const answer = await fetch(`${url}/${slug}/inbox`, {
    headers: { cookie: await cookieOf(claims) },
    redirect: "manual",
  });
  if (answer.status !== 200) throw new Error(`The inbox answered ${answer.status}`);
  // Old browsers alone load what is marked so.
  const html = (await answer.text()).replace(/<script[^>]*\bnomodule\b[^>]*>/gi, "");
  const scripts = new Set(html.match(/\/_next\/static\/[^"'\\ ]+\.js/g) ?? []);
  let bytes = 0;
  for (const script of scripts) {
    const file = await fetch(`${url}${script}`);
    if (file.ok) bytes += gzipSync(Buffer.from(await file.arrayBuffer())).length;
  }
  return bytes / 1024;
}

async function cookieOf({ userId, sessionVersion }: SessionClaims): Promise<string> {
  const signedInAt = Math.floor(Date.now() / 1000);
  const token = { sub: userId, sessionVersion, signedInAt };
  return `${authCookies().sessionToken.name}=${await encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: 3_600 })}`;
}
