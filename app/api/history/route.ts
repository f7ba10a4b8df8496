import { scopeForRequest } from "@/server/auth-session";
import { exportHistory, historyInput } from "@/server/conversations/history/export-history";
import { historyPdf } from "@/server/conversations/history/history-pdf";
import { DomainError } from "@/server/errors";
import { fileResponse, problem } from "@/server/http";
import { requestLocale } from "@/server/i18n";
import { demand } from "@/server/scope";

export const dynamic = "force-dynamic";

/** A contact's history to be taken along: `?org=slug&contact=id&format=json|pdf`. */
export async function GET(request: Request): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "contacts:export-history");
    const asked = historyInput.safeParse({ contactId: query.get("contact"), format: query.get("format") });
    if (!asked.success) throw new DomainError("INVALID");
    const history = await exportHistory(scope, asked.data);
    const { contactId, format } = asked.data;
    const name = `hilo-${scope.slug}-${contactId}.${format}`;
    if (format === "json")
      return fileResponse(JSON.stringify(history, null, 2), {
        name,
        type: "application/json; charset=utf-8",
      });
    const reader = { locale: await requestLocale(), timeZone: scope.timeZone };
    return fileResponse(new Uint8Array(await historyPdf(history, reader)), { name, type: "application/pdf" });
  } catch (error) {
    return problem(error);
  }
}
