import http from "node:http";
import https from "node:https";
import type { Engine } from "./engine";
import { sign, verify } from "./signature";

/** The largest answer taken: one step's output may have 4 MiB at Inngest, the rest is its frame. */
const LARGEST_BYTES = 4 * 1024 * 1024 + 65_536;

const PROBE_TIMEOUT_MS = 10_000;

/** What the SDK said, its signature verified. */
export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: unknown;
  /** Not read: above what Inngest would take. */
  oversized: boolean;
}

/**
 * Sends a signed request to the app's handler: PUT to sync, POST to run a step, which takes as long as it takes.
 * `withinMs`: how long an answer is waited for; without it, for ever.
 * Returns a text saying why, when no answer came that the SDK signed with our key: connection refused or
 * severed, an error page of the framework, a proxy, another key. None of these is an outcome of a step.
 */
export async function ask(
  engine: Engine,
  method: "POST" | "PUT",
  query: Record<string, string>,
  body: unknown,
  { headers = {}, withinMs }: { headers?: Record<string, string>; withinMs?: number } = {},
): Promise<Answer | string> {
  const url = new URL(engine.appUrl);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const signature = sign(body, engine.signingKey);
  try {
    const limit = withinMs === undefined ? [] : [AbortSignal.timeout(withinMs)];
    const signal = AbortSignal.any([engine.closing, ...limit]);
    const response = await request(url, method, JSON.stringify(body), signal, {
      ...headers,
      "content-type": "application/json",
      "x-inngest-signature": signature,
      "x-inngest-server-kind": "cloud",
    });
    return read(response, engine.signingKey);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  }
}

/** Asks the handler whether it is there and has our key, without having it do anything; a text says why not. */
export async function probe(engine: Engine): Promise<string | undefined> {
  const answer = await ask(engine, "POST", { probe: "trust" }, {}, { withinMs: PROBE_TIMEOUT_MS });
  if (typeof answer === "string") return answer;
  return answer.status === 200 ? undefined : `status ${answer.status}`;
}

interface Raw {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  oversized: boolean;
}

function read({ status, headers, text, oversized }: Raw, signingKey: string): Answer | string {
  const signature = headers["x-inngest-signature"];
  if (oversized && signature) return { status, headers, body: null, oversized };
  if (!verify(typeof signature === "string" ? signature : undefined, text, signingKey))
    return `status ${status} without a valid signature`;
  return { status, headers, body: text === "" ? null : JSON.parse(text), oversized };
}

function request(
  url: URL,
  method: string,
  body: string,
  signal: AbortSignal,
  headers: Record<string, string>,
): Promise<Raw> {
  const { request: send } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    // A connection of its own each time: a kept one may be severed by an idle app just as it is used.
    const outgoing = send(url, { method, headers, signal, agent: false }, (incoming) => {
      collect(incoming).then(resolve, reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function collect(incoming: http.IncomingMessage): Promise<Raw> {
  const { statusCode: status = 0, headers } = incoming;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BYTES) chunks.push(chunk);
  }
  return { status, headers, text: Buffer.concat(chunks).toString("utf8"), oversized: size > LARGEST_BYTES };
}
