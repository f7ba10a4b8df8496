import { scopeForRequest } from "@/server/auth-session";
import { readFilter } from "@/server/conversations/rules/filter-address";
import { problem } from "@/server/http";
import { demand } from "@/server/scope";
import { conversationsCsv } from "@/server/supervision/conversations-csv";

export const dynamic = "force-dynamic";

/** The conversations behind a figure of the board: `?org=slug&filter=…`, as the inbox writes its filters. */
export async function GET(request: Request): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "board:read");
    const lines = conversationsCsv(scope, readFilter(query.get("filter") ?? ""));
    const stamp = scope.now.toISOString().slice(0, 16).replace(":", "-");
    return new Response(streamOf(lines), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="hilo-${scope.slug}-${stamp}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return problem(error);
  }
}

/** A page of lines at a time, as fast as they are taken. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
