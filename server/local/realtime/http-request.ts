import type { IncomingMessage } from "node:http";
import { HttpError } from "./http-error";

export interface ApiRequest {
  method: string;
  /** Decoded parts of the path. */
  segments: string[];
  /** The path as sent and as decoded: which of them was signed depends on the library. */
  paths: string[];
  /** Decoded, names in lower case, in the order sent. */
  query: [name: string, value: string][];
  body: Buffer;
}

/** Reads a request whole. Throws HttpError 400 for a malformed address, 413 for a body above `bodyBytes`. */
export async function readRequest(request: IncomingMessage, bodyBytes: number): Promise<ApiRequest> {
  const [path = "/", search = ""] = (request.url ?? "/").split(/\?(.*)/s);
  const decoded = decode(path);
  // A line break in the path could make one signed text mean two requests.
  if (/\p{Cc}/u.test(decoded)) throw new HttpError(400, "Invalid path");
  return {
    method: request.method ?? "GET",
    segments: path.split("/").slice(1).map(decode),
    paths: [...new Set([path, decoded])],
    query: search.split("&").filter(Boolean).map(pair),
    body: await readBody(request, bodyBytes),
  };
}

function pair(text: string): [string, string] {
  const [name = "", value = ""] = text.split(/=(.*)/s);
  return [decode(name).toLowerCase(), decode(value)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HttpError(400, "Invalid escape in the address");
  }
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = new HttpError(413, `The body is larger than ${limit} bytes`);
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
