import { scopeForRequest } from "@/server/auth-session";
import { csvResponse, problem } from "@/server/http";
import { reportCsv } from "@/server/reports/report-csv";
import { askedOf } from "@/server/reports/rules/asked";
import { demand } from "@/server/scope";

export const dynamic = "force-dynamic";

/** A report as CSV: `?org=slug&from=…&to=…&by=…`, as its page is addressed. */
export async function GET(request: Request): Promise<Response> {
  try {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const scope = await scopeForRequest(query.org ?? "");
    demand(scope, "board:read");
    const asked = askedOf(query, scope.now, scope.timeZone);
    const name = `hilo-${scope.slug}-${asked.by}-${asked.from}-${asked.to}.csv`;
    return csvResponse(await reportCsv(scope, asked), name);
  } catch (error) {
    return problem(error);
  }
}
