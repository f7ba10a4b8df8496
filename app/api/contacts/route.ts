import { getTranslations } from "next-intl/server";
import { scopeForRequest } from "@/server/auth-session";
import { exportContacts } from "@/server/contacts/export/export-contacts";
import { csvResponse, problem } from "@/server/http";
import { demand } from "@/server/scope";

export const dynamic = "force-dynamic";

/** The organization's contacts as CSV: `?org=slug`. */
export async function GET(request: Request): Promise<Response> {
  try {
    const scope = await scopeForRequest(new URL(request.url).searchParams.get("org") ?? "");
    demand(scope, "contacts:export");
    const t = await getTranslations("people");
    const head = [
      ...[t("column.name"), t("import.target.phone"), t("import.target.email"), t("export.code")],
      ...[t("export.country"), t("column.executive"), t("export.created")],
    ];
    const stamp = scope.now.toISOString().slice(0, 16).replace(":", "-");
    return csvResponse(await exportContacts(scope, head), `hilo-${scope.slug}-contacts-${stamp}.csv`);
  } catch (error) {
    return problem(error);
  }
}
