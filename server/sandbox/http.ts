import type { IncomingMessage, ServerResponse } from "node:http";
import { GraphError } from "./errors";
import type { Json } from "./model";

const MAX_BODY = 110 * 1024 * 1024;

/** One request, read whole. Path segments are decoded; the version of a Graph path is already gone. */
export interface Call {
  method: string;
  path: string[];
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** What a route answers. `sever` closes the connection without a byte, as a network that broke. */
export type Answer =
  | { status?: number; json: unknown }
  | { status: number; bytes: Buffer; headers: Record<string, string> }
  | { sever: true };

/** Reads a request. @throws GraphError 100 above 110 MB */
export async function readCall(request: IncomingMessage): Promise<Call> {
  const url = new URL(request.url ?? "/", "http://carrier");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY) throw new GraphError(100, "The request is too large");
    chunks.push(chunk as Buffer);
  }
  return {
    method: request.method ?? "GET",
    path: url.pathname.split("/").filter(Boolean).map(decoded),
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}

/** A segment that is no valid encoding stays as it was written: it names nothing, and is answered so. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function writeAnswer(response: ServerResponse, answer: Answer): void {
  if ("sever" in answer) return void response.socket?.destroy();
  if ("bytes" in answer) {
    response.writeHead(answer.status, { ...answer.headers, "content-length": String(answer.bytes.length) });
    return void response.end(answer.bytes);
  }
  const body = Buffer.from(JSON.stringify(answer.json));
  const headers = {
    "content-type": "application/json; charset=UTF-8",
    "content-length": String(body.length),
  };
  response.writeHead(answer.status ?? 200, headers);
  response.end(body);
}

/** The JSON object of a request; form and query parameters count too, as on Graph. @throws GraphError 100 */
export function parameters(call: Call): Json {
  const query = Object.fromEntries(call.query);
  if (call.body.length === 0) return query;
  const type = call.headers["content-type"] ?? "";
  if (type.startsWith("application/x-www-form-urlencoded"))
    return { ...query, ...Object.fromEntries(new URLSearchParams(call.body.toString("utf8"))) };
  try {
    const json: unknown = JSON.parse(call.body.toString("utf8"));
    if (isObject(json)) return { ...query, ...json };
  } catch {
    // Falls through to the one answer for everything that is no JSON object.
  }
  throw new GraphError(100, "Invalid parameter: the body is not a JSON object");
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function bearer(call: Call): string | null {
  const match = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(call.headers.authorization ?? "");
  return match?.[1] ?? call.query.get("access_token");
}
