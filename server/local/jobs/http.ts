import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import { type Engine, isTransient, transaction } from "./engine";
import { type NewEvent, recordEvents } from "./events";
import { fingerprint } from "./fingerprint";
import { bearer, sameText } from "./signature";
import type { Sync } from "./sync";
import { listRuns, showRun } from "./view";

const EVENT_BYTES = 3 * 1024 * 1024;
const BODY_BYTES = 32 * 1024 * 1024;
const EVENTS_AT_MOST = 5_000;

/** What the HTTP API needs beside the engine. */
export interface Controls {
  sync: Sync;
  health: () => Record<string, unknown>;
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const event = z.looseObject({
  name: z
    .string()
    .min(1)
    .max(256)
    .refine((name) => !name.includes("\0"), "contains NUL"),
  data: z.record(z.string(), z.unknown()).nullish(),
  id: z.string().optional(),
  ts: z.number().optional(),
});

/** The parts of Inngest's HTTP API that the SDK uses, and a view for people: `/health`, `/runs`, `/runs/ID`. */
export function createApi(engine: Engine, controls: Controls): Server {
  return createServer((request, response) => {
    answer(engine, controls, request)
      .catch((error: unknown) => failure(engine, error))
      .then(({ status, body }) => send(response, status, body))
      .catch(() => response.destroy());
  });
}

interface Reply {
  status: number;
  body: unknown;
}

async function answer(engine: Engine, controls: Controls, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const [, first = "", second = ""] = url.pathname.split("/");
  const route = `${request.method} /${first}`;
  if (route === "POST /e") return receive(engine, controls, request, second);
  if (request.method === "GET") assertLocal(request);
  if (route === "GET /health") return { status: 200, body: controls.health() };
  if (route === "GET /runs" && second) return { status: 200, body: (await showRun(engine, second)) ?? null };
  if (route === "GET /runs") return { status: 200, body: await listRuns(engine, url.searchParams) };
  assertBearer(engine, request);
  if (route === "POST /fn" && second === "register") return register(controls);
  throw new Refusal(501, `${request.method} ${url.pathname} is not supported by the local job engine.`);
}

/** Stores the events before answering; the same request sent again (the SDK tries five times) stores nothing. */
async function receive(
  engine: Engine,
  controls: Controls,
  request: IncomingMessage,
  key: string,
): Promise<Reply> {
  if (!sameText(key, engine.eventKey)) throw new Refusal(401, "Event key not found");
  const events = parseEvents(await readBody(request));
  // Before the first sync nobody knows whom an event concerns: it must not be swallowed.
  if (!controls.sync.ready) await controls.sync.now().catch(() => undefined);
  if (!controls.sync.ready) throw new Refusal(503, "The functions of the app are not known yet.");
  const seed = request.headers["x-inngest-event-id-seed"];
  const onceKeys = events.map(({ id }, index) =>
    id ? `id:${fingerprint(id)}` : seed ? `seed:${fingerprint(String(seed))}:${index}` : null,
  );
  const ids = await transaction(engine.sql, (tx) => recordEvents(tx, engine, events, onceKeys));
  engine.wake();
  return { status: 200, body: { ids, status: 200 } };
}

async function register(controls: Controls): Promise<Reply> {
  try {
    await controls.sync.now();
    return { status: 200, body: { status: 200, modified: true } };
  } catch (error) {
    return { status: 400, body: { status: 400, modified: false, error: (error as Error).message } };
  }
}

function parseEvents(text: string): NewEvent[] {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Refusal(400, "The body is not JSON.");
  }
  const list = Array.isArray(raw) ? raw : [raw];
  if (list.length > EVENTS_AT_MOST) throw new Refusal(400, `More than ${EVENTS_AT_MOST} events.`);
  return list.map((one) => {
    const parsed = event.safeParse(one);
    if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
    if (Buffer.byteLength(JSON.stringify(one)) > EVENT_BYTES)
      throw new Refusal(400, "An event is above 3 MiB.");
    // As it was sent: the parser would leave out a key such as __proto__.
    return one as NewEvent;
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES) throw new Refusal(413, "The body is above 32 MiB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** A page in a browser can reach this port by a name of its own making; it cannot fake the host header. */
function assertLocal({ headers }: IncomingMessage): void {
  const name = (headers.host ?? "").replace(/:\d+$/, "");
  if (name !== "localhost" && name !== "127.0.0.1") throw new Refusal(403, "Only for this machine.");
}

function assertBearer(engine: Engine, { headers }: IncomingMessage): void {
  if (!sameText(headers.authorization ?? "", `Bearer ${bearer(engine.signingKey)}`))
    throw new Refusal(401, "Unauthorized");
}

function failure(engine: Engine, error: unknown): Reply {
  const status = error instanceof Refusal ? error.status : isTransient(error) ? 503 : 500;
  const message = error instanceof Refusal ? error.message : "The event could not be stored.";
  if (!(error instanceof Refusal)) engine.log(`jobs: ${(error as Error).message}`);
  return { status, body: { ids: [], status, error: message } };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const headers: Record<string, string> = { "content-type": "application/json" };
  // The rest of a body that was refused for its size is not read.
  if (status === 413) headers.connection = "close";
  response.writeHead(status, headers);
  response.end(JSON.stringify(body));
}
