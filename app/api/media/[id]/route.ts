import { scopeForRequest } from "@/server/auth-session";
import { findVisibleAttachment } from "@/server/conversations/queries/attachment";
import { problem } from "@/server/http";
import { serveFile } from "@/server/serve-file";

export const dynamic = "force-dynamic";

/** A file of a conversation, for who may see the conversation: `?org=slug`, with ranges, `&download=1` to keep it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    const file = await findVisibleAttachment(scope, (await params).id);
    return await serveFile(request, file, query.has("download"));
  } catch (error) {
    return problem(error);
  }
}
