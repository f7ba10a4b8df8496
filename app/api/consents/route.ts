import { z } from "zod";
import { scopeForRequest } from "@/server/auth-session";
import { evidenceColumns, evidenceRows, optInProcess } from "@/server/contacts/consent/evidence";
import { csvLine, csvStart } from "@/server/csv";
import { problem } from "@/server/http";
import { demand } from "@/server/scope";

export const dynamic = "force-dynamic";

/** The evidence of consents: `?org=slug` for all of an organization, `&contact=id` for one, as CSV; `&as=json` how they came about. */
export async function GET(request: Request): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "consents:export");
    const name = `hilo-${scope.slug}-consents`;
    if (query.get("as") === "json")
      return file(`${name}.json`, "application/json", JSON.stringify(await optInProcess(scope), null, 2));
    const contact = z.uuid().safeParse(query.get("contact"));
    const pages = evidenceRows(scope, contact.success ? contact.data : null);
    const lines = async function* () {
      yield csvStart + csvLine(evidenceColumns);
      for await (const page of pages) yield page.map(csvLine).join("");
    };
    return file(`${name}.csv`, "text/csv; charset=utf-8", streamOf(lines()));
  } catch (error) {
    return problem(error);
  }
}

function file(name: string, type: string, body: BodyInit): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
    },
  });
}

function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await lines.return(undefined);
    },
  });
}
