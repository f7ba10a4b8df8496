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

/** A body as it comes, never whole; throws FILE_TOO_LARGE beyond `maxBytes`. */
export async function* bodyPieces(
  body: ReadableStream<Uint8Array> | null,
  maxBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true as const, value: undefined };
      if (done) return;
      size += value.byteLength;
      if (size > maxBytes) throw new DomainError("FILE_TOO_LARGE", { maxBytes });
      yield value;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
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

/** A file for whoever asked, and for no cache: whole, or piece by piece as fast as it is taken. */
export function fileResponse(
  body: string | Uint8Array<ArrayBuffer> | AsyncGenerator<string>,
  { name, type }: { name: string; type: string },
): Response {
  return new Response(typeof body === "string" || body instanceof Uint8Array ? body : streamOf(body), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
    },
  });
}

/** A CSV as it is made, a page of lines at a time. */
export const csvResponse = (lines: string | AsyncGenerator<string>, name: string): Response =>
  fileResponse(lines, { name, type: "text/csv; charset=utf-8" });

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
