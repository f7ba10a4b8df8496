import { scopeForRequest } from "@/server/auth-session";
import { uploadAttachment } from "@/server/conversations/upload-attachment";
import { problem, rawBody, sameOrigin } from "@/server/http";
import { demand } from "@/server/scope";

export const dynamic = "force-dynamic";

/** The largest file that any channel takes. */
const mostBytes = 100 * 1024 * 1024;

/** Keeps a file to be sent: the body is the file, `?org=slug&conversation=id&name=file.pdf` says where it goes, `&voice=1` that it was recorded. */
export async function POST(request: Request): Promise<Response> {
  try {
    sameOrigin(request);
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "conversations:reply");
    const bytes = await rawBody(request, mostBytes);
    const claimedMime = (request.headers.get("content-type") ?? "").split(";")[0] ?? "";
    const upload = {
      conversationId: query.get("conversation") ?? "",
      name: query.get("name") ?? "file",
      claimedMime,
      bytes,
      voice: query.has("voice"),
    };
    return Response.json(await uploadAttachment(scope, upload));
  } catch (error) {
    return problem(error);
  }
}
