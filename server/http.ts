import { env } from "./env";
import { DomainError } from "./errors";
import { log } from "./log";

/** A body larger than allowed; the connection is not read further. */
export class BodyTooLarge extends Error {}

/** Reads a request's raw bytes up to `most`; throws BodyTooLarge without buffering more than that. */
export async function rawBody(request: Request, most: number): Promise<Buffer> {
  const announced = request.headers.get("content-length");
  if (Number(announced ?? 0) > most) throw new BodyTooLarge();
  if (!request.body) return Buffer.alloc(0);
  // The server lets no more through than was announced; a body sent in pieces of no known length is counted.
  if (announced !== null && !request.headers.has("transfer-encoding"))
    return Buffer.from(await request.arrayBuffer());
  return bytesUpTo(request.body, most);
}

/** What a stream brings, up to `most` bytes; throws BodyTooLarge without buffering more than that, and what the stream throws. */
export async function bytesUpTo(body: ReadableStream<Uint8Array>, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      throw new BodyTooLarge();
    }
    chunks.push(value);
  }
}

/** The text of bytes that must be UTF-8, or null. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A refusal as a response: the code and its figures, never a message of ours. */
export function problem(error: unknown): Response {
  if (error instanceof BodyTooLarge) return Response.json({ code: "FILE_TOO_LARGE" }, { status: 413 });
  if (error instanceof DomainError)
    return Response.json({ code: error.code, details: error.details }, { status: error.status });
  log().error({ err: error }, "A request failed");
  return Response.json({ code: "UNEXPECTED" }, { status: 500 });
}

/** Throws FORBIDDEN for a browser's request that another site made. */
export function sameOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== new URL(env().APP_URL).origin) throw new DomainError("FORBIDDEN");
  if (request.headers.get("sec-fetch-site") === "cross-site") throw new DomainError("FORBIDDEN");
}

/** A CSV as it is made, a page of lines at a time, as fast as they are taken. */
export function csvResponse(lines: AsyncGenerator<string>, fileName: string): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
    },
  });
}
