import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/server/env";
import { contentSecurityPolicy, pageHeaders } from "@/server/security-headers";

/** Gives every page its security headers, with a nonce of its own. Decides nothing about who may see what. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(env(), nonce, process.env.NODE_ENV !== "production");
  const headers = new Headers(request.headers);
  // Next reads the nonce from here and puts it on its own scripts.
  headers.set("content-security-policy", policy);
  // A link's address shows its page and takes its answer: a page takes none, so that goes to a route of its own.
  const answered = request.method === "POST" && /^\/s\/[uc]\/[^/]+$/.test(request.nextUrl.pathname);
  // A measured link is no page either: it leads on.
  const followed = /^\/l\/[^/]+$/.test(request.nextUrl.pathname);
  if (answered || followed)
    return NextResponse.rewrite(new URL(`/api${request.nextUrl.pathname}`, request.url));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(pageHeaders(env(), request.nextUrl.pathname)))
    response.headers.set(name, value);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static|_next/image).*)"] };
