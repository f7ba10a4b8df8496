import NextAuth from "next-auth";
import { authOptions } from "@/server/auth";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: Request, context: RouteContext): Promise<Response> {
  const answer: Response = await NextAuth(request as never, context as never, authOptions());
  return answer.status === 401 ? refused(answer) : answer;
}

/** next-auth answers every refusal with 401; one for haste says so, and for how long. */
async function refused(answer: Response): Promise<Response> {
  const body = await answer.text();
  const haste = /error=RATE_LIMITED\.(\d+)/.exec(body);
  const headers = new Headers(answer.headers);
  if (!haste) return new Response(body, { status: 401, headers });
  headers.set("retry-after", haste[1] ?? "60");
  return new Response(body.replace(haste[0], "error=RATE_LIMITED"), { status: 429, headers });
}

export { handler as GET, handler as POST };
