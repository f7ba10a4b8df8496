import { scopeForRequest } from "@/server/auth-session";
import { readFilter } from "@/server/conversations/rules/filter-address";
import { csvResponse, problem } from "@/server/http";
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
    return csvResponse(lines, `hilo-${scope.slug}-${stamp}.csv`);
  } catch (error) {
    return problem(error);
  }
}
