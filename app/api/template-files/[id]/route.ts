import { scopeForRequest } from "@/server/auth-session";
import { problem } from "@/server/http";
import { demand } from "@/server/scope";
import { serveFile } from "@/server/serve-file";
import { findTemplateFile } from "@/server/templates/files/queries";

export const dynamic = "force-dynamic";

/** The example of a template's header, for who may see templates: `?org=slug`, with ranges. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "templates:read");
    return await serveFile(request, await findTemplateFile(scope, (await params).id), query.has("download"));
  } catch (error) {
    return problem(error);
  }
}
