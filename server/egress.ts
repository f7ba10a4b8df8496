import dns from "node:dns/promises";
import { type IncomingMessage, request as plain } from "node:http";
import { request as secure } from "node:https";
import { isIP } from "node:net";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import {
  hostAndPort,
  hostOf,
  isFreeHeader,
  isPublic,
  portOf,
  type Refusal,
  readTarget,
} from "./egress-address";
import { inPlace, NoPlace } from "./egress-places";
import { env } from "./env";

/** Why nothing usable came back. `refused`: nothing was asked, since the address is not one of the open internet. */
export type EgressFailure =
  | "refused"
  | "unresolved"
  | "unreachable"
  | "certificate"
  | "timeout"
  | "too-large"
  | "not-json"
  | "redirect"
  | "status"
  | "busy";

export type EgressAnswer =
  | { outcome: "ok"; status: number; json: unknown; ms: number }
  | { outcome: EgressFailure; ms: number; why?: Refusal; status?: number; retryAfterMs?: number };

export interface EgressRequest {
  orgId: string;
  method: "GET" | "POST";
  url: string;
  /** Sent to the origin of `url` alone. */
  headers?: Record<string, string>;
  body?: string;
  /** Of everything together: waiting for a place, looking up, redirects, the body. */
  timeoutMs: number;
  /** Of the unpacked answer. Default 1 MB. */
  mostBytes?: number;
}

/** All addresses of a name. */
export type Resolve = (name: string) => Promise<string[]>;

const MOST_REDIRECTS = 3;
const MOST_BYTES = 1_000_000;
const MOST_PAUSE_MS = 3_600_000;

/**
 * Every request to an address that an organization typed. A name is resolved once, all that it stands for must lie in the open internet,
 * and the connection goes to the address that was checked; so at each redirect. EGRESS_ALLOW names the only exceptions. The answer must
 * be JSON. Never throws for what the other side does.
 */
export async function askOutside(
  request: EgressRequest,
  resolve: Resolve = addressesOf,
): Promise<EgressAnswer> {
  const began = performance.now();
  const signal = AbortSignal.timeout(request.timeoutMs);
  const ended = (answer: Outcome): EgressAnswer =>
    ({ ...answer, ms: performance.now() - began }) as EgressAnswer;
  try {
    return ended(await inPlace(request.orgId, signal, () => follow(request, resolve, signal)));
  } catch (error) {
    if (error instanceof Failed) return ended(error.outcome);
    if (error instanceof NoPlace) return ended({ outcome: "busy" });
    if (signal.aborted) return ended({ outcome: "timeout" });
    return ended({ outcome: failureOf(error) });
  }
}

type Outcome = Omit<Extract<EgressAnswer, { outcome: "ok" }>, "ms"> | Failure;
type Failure = Omit<Exclude<EgressAnswer, { outcome: "ok" }>, "ms">;

class Failed extends Error {
  constructor(readonly outcome: Failure) {
    super(outcome.outcome);
  }
}

async function follow(request: EgressRequest, resolve: Resolve, signal: AbortSignal): Promise<Outcome> {
  let headers = request.headers ?? {};
  let url = target(request.url);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await send({ ...request, headers }, url, await checked(url, resolve, signal), signal);
    const to = redirectOf(response);
    if (to === null) return read(response, request.mostBytes ?? MOST_BYTES);
    response.destroy();
    const next = target(URL.canParse(to, url) ? new URL(to, url).href : to);
    // What was to be posted is not handed on, and what was encrypted stays so.
    if (request.method === "POST" || (url.protocol === "https:" && next.protocol === "http:")) break;
    if (next.origin !== url.origin) headers = {};
    url = next;
  }
  throw new Failed({ outcome: "redirect" });
}

function target(text: string): URL {
  const url = readTarget(text, allowed());
  if (typeof url === "string") throw new Failed({ outcome: "refused", why: url });
  return url;
}

/** Why an address would not be asked, as far as it says so itself: what its name stands for is found out when it is asked. */
export function refusalOf(url: string): Refusal | null {
  const read = readTarget(url, allowed());
  return typeof read === "string" ? read : null;
}

/** `host:port` that are asked wherever they are. */
function allowed(): ReadonlySet<string> {
  return new Set(env().EGRESS_ALLOW);
}

/** The address to connect to; refused when any of the name's addresses is not public, since the next answer may name that one. */
async function checked(url: URL, resolve: Resolve, signal: AbortSignal): Promise<string> {
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await unlessAborted(resolve(host), signal);
  const [first] = addresses;
  if (first === undefined) throw new Failed({ outcome: "unresolved" });
  if (!allowed().has(hostAndPort(url)) && !addresses.every(isPublic))
    throw new Failed({ outcome: "refused", why: "private" });
  return first;
}

/** As the system resolves names, which knows the operator's own too: what those stand for is checked as well. */
async function addressesOf(name: string): Promise<string[]> {
  try {
    return (await dns.lookup(name, { all: true, verbatim: true })).map(({ address }) => address);
  } catch (error) {
    if (codeOf(error) === "EAI_AGAIN") throw error;
    return [];
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** The host is the checked address itself, so that nothing is looked up again; name and certificate stay those of the URL. */
function send(
  { method, headers = {}, body }: EgressRequest,
  url: URL,
  address: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const wrong = Object.keys(headers).some((name) => !isFreeHeader(name));
  if (wrong) throw new Failed({ outcome: "refused", why: "unreadable" });
  const host = hostOf(url);
  const options = {
    host: address,
    port: portOf(url),
    path: `${url.pathname}${url.search}`,
    method,
    servername: isIP(host) ? "" : host.replace(/\.$/, ""),
    rejectUnauthorized: true,
    // A connection of its own: none that another organization opened, none that was checked long ago.
    agent: false as const,
    signal,
    headers: {
      accept: "application/json",
      "user-agent": "Hilo",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...lowered(headers),
      host: url.host,
      "accept-encoding": "gzip, deflate, br",
    },
  };
  return new Promise((resolve, reject) => {
    const asked = (url.protocol === "https:" ? secure : plain)(options, resolve);
    asked.on("error", reject);
    asked.end(method === "POST" ? body : undefined);
  });
}

const lowered = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? "") : null;
}

async function read(response: IncomingMessage, mostBytes: number): Promise<Outcome> {
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 299) {
    response.destroy();
    const retryAfterMs = pauseOf(response.headers["retry-after"]);
    return { outcome: "status", status, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
  }
  if (status === 204) return { outcome: "ok", status, json: null };
  const type = response.headers["content-type"] ?? "";
  if (!/^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(type)) {
    response.destroy();
    return { outcome: "not-json", status };
  }
  const text = (await bytesOf(response, mostBytes)).toString("utf8");
  try {
    return { outcome: "ok", status, json: JSON.parse(text) };
  } catch {
    return { outcome: "not-json", status };
  }
}

/** Seconds, or a date. */
function pauseOf(header: string | undefined): number | null {
  if (!header) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, MOST_PAUSE_MS) : null;
}

/** Counted unpacked: a small answer may hold a large one. */
async function bytesOf(response: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) {
      response.destroy();
      throw new Failed({ outcome: "too-large" });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unpackers: Record<string, () => NodeJS.ReadWriteStream & Readable> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function unpacked(response: IncomingMessage): Readable {
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity") return response;
  const unpacker = unpackers[encoding]?.();
  if (!unpacker) {
    response.destroy();
    throw new Failed({ outcome: "not-json" });
  }
  // Whoever reads hears of an error from the stream itself.
  pipeline(response, unpacker, () => undefined);
  return unpacker;
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? "");

/** What it answers is no HTTP, is packed wrongly, or its certificate is none of its own. */
function failureOf(error: unknown): EgressFailure {
  const code = codeOf(error);
  if (/^(HPE_|Z_|ERR__ERROR_|ERR_BROTLI|ERR_PADDING)/.test(code)) return "not-json";
  if (/CERT|SELF_SIGNED|ALTNAME|ISSUER|^ERR_SSL|^ERR_TLS/.test(code)) return "certificate";
  return code === "EAI_AGAIN" ? "unresolved" : "unreachable";
}
