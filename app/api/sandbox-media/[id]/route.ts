import { scopeForRequest } from "@/server/auth-session";
import { chatMedia } from "@/server/channels/sandbox/queries";
import { chatRef } from "@/server/channels/sandbox/schema";
import { DomainError } from "@/server/errors";
import { problem } from "@/server/http";
import { demand } from "@/server/scope";
import { serveBytes } from "@/server/serve-file";

export const dynamic = "force-dynamic";

/** A file on the phone on screen, for who may use it: `?org=slug&number=id&customer=bsuid` name the chat that it is in. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const scope = await scopeForRequest(query.get("org") ?? "");
    demand(scope, "sandbox:use");
    const chat = chatRef.safeParse({ numberId: query.get("number"), customer: query.get("customer") });
    if (!chat.success) throw new DomainError("NOT_FOUND");
    const file = await chatMedia(scope, { ...chat.data, mediaId: (await params).id });
    return await serveBytes(request, { bytes: file.bytes, mime: file.mimeType, name: file.name });
  } catch (error) {
    return problem(error);
  }
}
