import { getTranslations } from "next-intl/server";
import { scopeForRequest } from "@/server/auth-session";
import { DomainError } from "@/server/errors";
import { bodyPieces, csvResponse, problem, sameOrigin } from "@/server/http";
import { demand } from "@/server/scope";
import { createList } from "@/server/segments/create-list";
import { listErrorsCsv } from "@/server/segments/errors-csv";
import { listReasons, newList } from "@/server/segments/schema";

export const dynamic = "force-dynamic";

/** What phones, addresses and codes of 200,000 rows may weigh. */
const maxBytes = 60 * 1024 * 1024;

/** Makes a list of a file: the body is the file, `?org=slug&id=uuid&name=VIP&file=vip.csv`. */
export async function POST(request: Request): Promise<Response> {
  try {
    sameOrigin(request);
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "segments:update");
    const { data } = newList.safeParse({
      ...{ clientSegmentId: query.get("id"), name: query.get("name") },
      fileName: query.get("file") ?? "list.csv",
    });
    if (!data) throw new DomainError("INVALID", { field: "name" });
    return Response.json(await createList(scope, data, bodyPieces(request.body, maxBytes)));
  } catch (error) {
    return problem(error);
  }
}

/** The rows of a list's file of which nobody was found: `?org=slug&id=segment`. */
export async function GET(request: Request): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "segments:read");
    const t = await getTranslations("segments");
    const reasons = Object.fromEntries(listReasons.map((reason) => [reason, t(`reason.${reason}`)]));
    const head = [t("file.row"), t("file.reason")];
    const lines = await listErrorsCsv(scope, query.get("id") ?? "", { head, reasons });
    return csvResponse(lines, `hilo-${scope.slug}-list-errors.csv`);
  } catch (error) {
    return problem(error);
  }
}
