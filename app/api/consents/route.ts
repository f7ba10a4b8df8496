import { z } from "zod";
import { scopeForRequest } from "@/server/auth-session";
import { evidenceColumns, evidenceRows, optInProcess } from "@/server/contacts/consent/evidence";
import { csvLine, csvStart } from "@/server/csv";
import { csvResponse, fileResponse, problem } from "@/server/http";
import { demand } from "@/server/scope";

export const dynamic = "force-dynamic";

/** The evidence of consents: `?org=slug` for all of an organization, `&contact=id` for one, as CSV; `&as=json` how they came about. */
export async function GET(request: Request): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "consents:export");
    const name = `hilo-${scope.slug}-consents`;
    if (query.get("as") === "json") {
      const process = JSON.stringify(await optInProcess(scope), null, 2);
      return fileResponse(process, { name: `${name}.json`, type: "application/json" });
    }
    const contact = z.uuid().safeParse(query.get("contact"));
    const pages = evidenceRows(scope, contact.success ? contact.data : null);
    const lines = async function* () {
      yield csvStart + csvLine(evidenceColumns);
      for await (const page of pages) yield page.map(csvLine).join("");
    };
    return csvResponse(lines(), `${name}.csv`);
  } catch (error) {
    return problem(error);
  }
}
