import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import type { StandIn } from "@/server/local/stand-in";
import { spokenIn } from "./spoken";

export interface TranscriptionOptions {
  /** 0 takes a free one. */
  port: number;
  key: string;
  /** More files than this within a minute are refused. Default 600. */
  perMinute?: number;
}

export interface TranscriptionServer extends StandIn {
  /** How many files it was handed, whatever it answered. */
  readonly handed: number;
}

const MOST_BYTES = 25 * 1024 * 1024;
const FORMATS = ["flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm"];

/** It has no ears, and says so. */
export const SAMPLE =
  "[Texto de muestra] El servicio de esta máquina no oye: acá iría lo que se dice en el audio. · [Sample text] The service on this machine cannot hear.";

const scripted = z.object({
  /** 0 breaks the connection off. */
  status: z.int(),
  retryAfter: z.string().optional(),
  text: z.string().optional(),
  body: z.string().optional(),
  times: z.int().min(1).default(1),
  /** How long it takes its time. */
  afterMs: z.int().min(0).default(0),
});
type Scripted = z.infer<typeof scripted>;

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/**
 * Stands in for a transcription service: OpenAI's `POST /v1/audio/transcriptions` with its refusals. It cannot hear: it gives back the
 * text that a file carries as a comment, or a sentence that says so. `POST /_answers` says what the next calls are answered with.
 */
export async function startTranscription(options: TranscriptionOptions): Promise<TranscriptionServer> {
  const state = { handed: 0, script: [] as Scripted[], minute: { from: 0, count: 0 } };
  const server = createServer((request, response) => {
    answerTo(request, options, state)
      .catch((error: Error): Answer => refusal(500, "server_error", error.message))
      .then((answer) => send(response, answer));
  });
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  return {
    name: "transcription",
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get handed() {
      return state.handed;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface State {
  handed: number;
  script: Scripted[];
  minute: { from: number; count: number };
}

async function answerTo(
  request: IncomingMessage,
  options: TranscriptionOptions,
  state: State,
): Promise<Answer> {
  const { method, url, headers } = request;
  const body = await buffer(request);
  if (method === "GET") return { status: 200, body: { object: "list", data: [] } };
  if (headers.authorization !== `Bearer ${options.key}`)
    return refusal(401, "invalid_request_error", "Incorrect API key provided.", "invalid_api_key");
  if (url === "/_answers") {
    state.script.push(scripted.parse(JSON.parse(body.toString("utf8"))));
    return { status: 200, body: {} };
  }
  if (method !== "POST" || url !== "/v1/audio/transcriptions")
    return refusal(404, "invalid_request_error", `Invalid URL (${method} ${url})`);
  state.handed += 1;
  return (
    (await fromScript(state)) ??
    tooMany(state, options.perMinute ?? 600) ??
    transcript(body, headers["content-type"])
  );
}

async function fromScript({ script }: State): Promise<Answer | null> {
  const [next] = script;
  if (!next) return null;
  next.times -= 1;
  if (next.times <= 0) script.shift();
  const { status, text, body, retryAfter, afterMs } = next;
  await setTimeout(afterMs);
  if (status === 200) return { status, body: body ?? { text: text ?? "" } };
  const refused = refusal(status, "server_error", "As it was told to answer.");
  return retryAfter ? { ...refused, headers: { "retry-after": retryAfter } } : refused;
}

function tooMany(state: State, perMinute: number): Answer | null {
  const now = Date.now();
  if (now - state.minute.from >= 60_000) state.minute = { from: now, count: 0 };
  state.minute.count += 1;
  if (state.minute.count <= perMinute) return null;
  const left = Math.ceil((state.minute.from + 60_000 - now) / 1000);
  return {
    ...refusal(429, "requests", "Rate limit reached.", "rate_limit_exceeded"),
    headers: { "retry-after": String(left) },
  };
}

async function transcript(body: Buffer, type = ""): Promise<Answer> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  const file = form?.get("file");
  if (!form?.get("model")) return refusal(400, "invalid_request_error", "you must provide a model parameter");
  if (!(file instanceof File)) return refusal(400, "invalid_request_error", "file is required");
  if (file.size > MOST_BYTES)
    return refusal(413, "invalid_request_error", `Maximum content size limit (${MOST_BYTES}) exceeded`);
  const bytes = Buffer.from(await file.arrayBuffer());
  const ending = file.name.split(".").at(-1) ?? "";
  const whole = ending !== "ogg" || bytes.toString("latin1", 0, 4) === "OggS";
  if (!FORMATS.includes(ending) || !whole || bytes.length === 0)
    return refusal(400, "invalid_request_error", `Invalid file format. Supported formats: ${FORMATS}`);
  return { status: 200, body: { text: spokenIn(bytes) ?? SAMPLE } };
}

function refusal(status: number, type: string, message: string, code: string | null = null): Answer {
  return { status, body: { error: { message, type, param: null, code } } };
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  if (status === 0) return void response.socket?.destroy();
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
