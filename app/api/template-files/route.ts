import { scopeForRequest } from "@/server/auth-session";
import { problem, rawBody, sameOrigin } from "@/server/http";
import { demand } from "@/server/scope";
import { keepFile } from "@/server/templates/files/keep-file";

export const dynamic = "force-dynamic";

/** The largest file that a header takes. */
const mostBytes = 100 * 1024 * 1024;

/** Keeps the example of a template's header: the body is the file, `?org=slug&kind=image&name=photo.png` says what for. */
export async function POST(request: Request): Promise<Response> {
  try {
    sameOrigin(request);
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "templates:update");
    const bytes = await rawBody(request, mostBytes);
    const file = { kind: query.get("kind") ?? "", name: query.get("name") || "file", bytes };
    return Response.json(await keepFile(scope, file));
  } catch (error) {
    return problem(error);
  }
}
