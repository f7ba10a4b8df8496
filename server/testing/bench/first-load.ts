import { gzipSync } from "node:zlib";
import type { SessionClaims } from "@/server/scope";
import { cookieOf } from "./sessions";

/** JavaScript that a first visit of the inbox loads before it does anything, gzipped, in KB of 1,024 bytes. */
export async function firstLoadKb(url: string, slug: string, claims: SessionClaims): Promise<number> {
  const { name, value } = await cookieOf(claims);
  const answer = await fetch(`${url}/${slug}/inbox`, {
    headers: { cookie: `${name}=${value}` },
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
