import { scopeForRequest } from "@/server/auth-session";
import { speakInput } from "@/server/channels/sandbox/schema";
import { speak } from "@/server/channels/sandbox/speak";
import { DomainError } from "@/server/errors";
import { problem, rawBody, sameOrigin } from "@/server/http";
import { demand } from "@/server/scope";

export const dynamic = "force-dynamic";

/** Enough for what a demo sends; the carrier takes more. */
const mostBytes = 16 * 1024 * 1024;

/** A customer sends a file of one's own: the body is the file, `?org=slug&name=file&say=` the rest as JSON (speakInput). */
export async function POST(request: Request): Promise<Response> {
  try {
    sameOrigin(request);
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "sandbox:use");
    const input = speakInput.safeParse(parsed(query.get("say") ?? ""));
    if (!input.success || input.data.speech.type !== "media") throw new DomainError("INVALID");
    const bytes = await rawBody(request, mostBytes);
    const mimeType = request.headers.get("content-type") || "application/octet-stream";
    const name = (query.get("name") ?? "file").slice(0, 200);
    return Response.json(await speak(scope, input.data, { bytes, mimeType, name }));
  } catch (error) {
    return problem(error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
