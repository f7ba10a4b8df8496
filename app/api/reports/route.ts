import { scopeForRequest } from "@/server/auth-session";
import { problem } from "@/server/http";
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
    return new Response(await reportCsv(scope, asked), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return problem(error);
  }
}
