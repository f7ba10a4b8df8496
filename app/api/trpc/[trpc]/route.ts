import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { currentSession, renewedCookie } from "@/server/auth-session";
import { clientIp } from "@/server/client-ip";
import { appRouter } from "@/server/router";
import { makeContext, memberOf } from "@/server/trpc";
import { answerMeta } from "@/server/trpc-errors";

const mostCallsPerRequest = 20;

async function handler(request: Request): Promise<Response> {
  if (request.headers.get("sec-fetch-site") === "cross-site") return new Response(null, { status: 403 });
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    maxBatchSize: mostCallsPerRequest,
    createContext: async () => {
      const claims = await currentSession();
      const { headers } = request;
      const member = () => memberOf(claims, headers.get("x-hilo-org"));
      return makeContext({ claims, headers, ip: clientIp(headers), member });
    },
    responseMeta: answerMeta,
  });
  const cookie = await renewedCookie();
  if (cookie) response.headers.append("set-cookie", cookie);
  return response;
}

export { handler as GET, handler as POST };
