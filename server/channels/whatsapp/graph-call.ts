import { z } from "zod";
import { CarrierError } from "@/server/channels/carrier-error";
import { classOf, isListed } from "./errors";
import { asObject, asText } from "./json";

/** The version that every path is built with. */
export const GRAPH_VERSION = "v26.0";

const TIMEOUT_MS = 10_000;

/** Where the carrier is and with which right to speak to it. */
export interface GraphAccess {
  /** Without a version and without a slash at the end. */
  baseUrl: string;
  token: string;
  /** For every call instead of its own, ms. */
  timeoutMs?: number;
}

export interface GraphRequest<T> {
  method: "GET" | "POST" | "DELETE";
  /** Below the version: `<id>/messages`. */
  path: string;
  query?: Record<string, string | undefined>;
  json?: object;
  form?: FormData;
  /** The body as it is, with the headers that it wants. */
  raw?: { bytes: Buffer; headers: Record<string, string> };
  answer: z.ZodType<T>;
  /** 10 s when absent. */
  timeoutMs?: number;
}

/**
 * One call, one answer. Throws CarrierError: with the carrier's code and its class; `unreachable` when the request certainly
 * did not leave; `unanswered` when it may have arrived but nothing that is the carrier's came back.
 */
export async function graphCall<T>(access: GraphAccess, request: GraphRequest<T>): Promise<T> {
  const response = await reach(() => requestOf(access, request));
  const body = await bodyOf(response);
  const refusal = refusalIn(body);
  if (refusal) throw refusal;
  const parsed = response.ok ? request.answer.safeParse(body) : undefined;
  if (!parsed?.success)
    throw new CarrierError(
      "not-readable",
      "unanswered",
      `HTTP ${response.status} without an answer of the carrier's`,
    );
  return parsed.data;
}

/** A request by its full address, for what the carrier points to. */
export async function reach(build: () => Request): Promise<Response> {
  const request = built(build);
  try {
    return await fetch(request);
  } catch (error) {
    throw failureOf(error);
  }
}

function requestOf<T>(access: GraphAccess, request: GraphRequest<T>): Request {
  const url = new URL(`${access.baseUrl}/${GRAPH_VERSION}/${request.path}`);
  for (const [key, value] of Object.entries(request.query ?? {}))
    if (value !== undefined) url.searchParams.set(key, value);
  const headers = new Headers({ authorization: `Bearer ${access.token}` });
  if (request.json) headers.set("content-type", "application/json");
  for (const [key, value] of Object.entries(request.raw?.headers ?? {})) headers.set(key, value);
  return new Request(url, {
    method: request.method,
    headers,
    body: bodyFor(request),
    // A redirect would repeat the request elsewhere, with the message in it.
    redirect: "manual",
    signal: AbortSignal.timeout(access.timeoutMs ?? request.timeoutMs ?? TIMEOUT_MS),
  });
}

function bodyFor<T>({
  json,
  form,
  raw,
}: GraphRequest<T>): string | FormData | Uint8Array<ArrayBuffer> | null {
  if (json) return JSON.stringify(json);
  return form ?? (raw ? new Uint8Array(raw.bytes) : null);
}

/** An address or a token that no request can be made of fails before anything is written. */
function built(build: () => Request): Request {
  try {
    return build();
  } catch (error) {
    throw new CarrierError(
      "unreachable",
      "unreachable",
      "no request can be made of the address or the token",
      { cause: error },
    );
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return parsed(await response.text());
  } catch (error) {
    throw failureOf(error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The code makes it the carrier's; whatever else it says or leaves out does not. */
const graphError = z.looseObject({
  code: z.number().int(),
  message: z.string().optional().catch(undefined),
  error_subcode: z.number().int().optional().catch(undefined),
  error_data: z.unknown().optional(),
  error_user_msg: z.string().optional().catch(undefined),
});

/** The carrier's own error; decided by its code, and by its subcode where that says more. */
function refusalIn(body: unknown): CarrierError | undefined {
  const error = graphError.safeParse(asObject(body)?.error);
  if (!error.success) return undefined;
  const { code, error_subcode: subcode, message, error_data: data, error_user_msg: forPeople } = error.data;
  const exact = String(subcode !== undefined && isListed(String(subcode)) ? subcode : code);
  return new CarrierError(exact, classOf(exact), asText(asObject(data)?.details) ?? forPeople ?? message);
}

/** Whether the request can have left decides everything: only what certainly did not may be repeated. */
function failureOf(error: unknown): CarrierError {
  const cause = error instanceof Error ? error.cause : undefined;
  const causes = cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors : [cause];
  if (causes.every(neverLeft))
    return new CarrierError("unreachable", "unreachable", codeIn(causes[0]), { cause: error });
  const late = error instanceof Error && error.name === "TimeoutError";
  return new CarrierError(
    "no-answer",
    "unanswered",
    late ? "timeout" : (codeIn(cause) ?? "connection lost"),
    { cause: error },
  );
}

/** Name lookup, connection and certificate come before the first byte of a request. */
function neverLeft(cause: unknown): boolean {
  const code = codeIn(cause) ?? "";
  const syscall = asText((cause as { syscall?: unknown } | undefined)?.syscall);
  if (syscall === "connect" || syscall?.startsWith("getaddrinfo")) return true;
  return (
    code === "UND_ERR_CONNECT_TIMEOUT" ||
    /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code)
  );
}

function codeIn(cause: unknown): string | undefined {
  return asText((cause as { code?: unknown } | undefined)?.code);
}
