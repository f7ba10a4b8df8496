import { getTranslations } from "next-intl/server";
import { scopeForRequest } from "@/server/auth-session";
import { importErrorsCsv } from "@/server/contacts/import/errors-csv";
import { receiveImport } from "@/server/contacts/import/receive-import";
import { limits } from "@/server/contacts/import/rules/file";
import { rowReasons } from "@/server/contacts/import/schema";
import { DomainError } from "@/server/errors";
import { bodyPieces, csvResponse, problem, sameOrigin } from "@/server/http";
import { demand } from "@/server/scope";

export const dynamic = "force-dynamic";

/** Keeps a file of contacts: the body is the file, `?org=slug&name=contacts.csv`. It is read as it comes. */
export async function POST(request: Request): Promise<Response> {
  try {
    sameOrigin(request);
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "contacts:import");
    const announced = Number(request.headers.get("content-length") ?? 0);
    if (announced > limits.bytes) throw new DomainError("FILE_TOO_LARGE", { maxBytes: limits.bytes });
    const bytes = bodyPieces(request.body);
    return Response.json(await receiveImport(scope, { name: query.get("name") ?? "contacts.csv", bytes }));
  } catch (error) {
    return problem(error);
  }
}

/** The rows of an import that were not taken: `?org=slug&id=import`. */
export async function GET(request: Request): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "contacts:import");
    const t = await getTranslations("people.import");
    const head = [t("errors.row"), t("errors.column"), t("errors.reason")];
    const reasons = Object.fromEntries(rowReasons.map((reason) => [reason, t(`rowReason.${reason}`)]));
    const lines = await importErrorsCsv(scope, query.get("id") ?? "", { head, reasons });
    return csvResponse(lines, `hilo-${scope.slug}-import-errors.csv`);
  } catch (error) {
    return problem(error);
  }
}
