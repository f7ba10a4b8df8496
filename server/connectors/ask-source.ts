import { setTimeout } from "node:timers/promises";
import { askOutside, type EgressAnswer } from "@/server/egress";
import type { Refusal } from "@/server/egress-address";
import { fillMany, type ManyWay } from "./rules/many";
import { type Answered, isPassing, type LiveOutcome, pauseBefore } from "./rules/outcome";
import { fillBody, fillUrl, missingIn, type Variables } from "./rules/template";
import type { KeptHeader } from "./schema";
import { openHeaders } from "./secrets";

/** What a request is made of. */
export interface Source {
  id: string;
  method: "GET" | "POST";
  url: string;
  headers: KeptHeader[];
  body: string | null;
  timeoutMs: number;
  retries: number;
}

export interface Said extends Answered {
  outcome: LiveOutcome;
  /** Only with `ok`. */
  json?: unknown;
  why?: Refusal;
  /** Which variables the contact has no value for. */
  missing?: string[];
  /** That the source took, repetitions and the pauses between them too. */
  ms: number;
}

/** The least time in which a repetition may still succeed. */
const WORTHWHILE_MS = 100;

/** Asks a source about one contact: no transaction may be open. `chance` in [0, 1) spreads repetitions. */
export async function askSource(
  orgId: string,
  source: Source,
  variables: Variables,
  chance = Math.random,
): Promise<Said> {
  const body = source.method === "POST" ? source.body : null;
  const missing = missingIn([source.url, body ?? ""], variables);
  const url = missing.length === 0 ? fillUrl(source.url, variables) : null;
  if (url === null) return { outcome: "missing", missing, ms: 0 };
  const filled = body === null ? {} : { body: fillBody(body, variables) };
  return ask(orgId, source, { method: source.method, url, ...filled }, chance);
}

/** Asks it about many, by their keys, in one request. */
export async function askMany(orgId: string, source: Source, way: ManyWay, keys: string[]): Promise<Said> {
  return ask(orgId, source, { method: way.method, many: true, ...fillMany(way, keys) }, Math.random);
}

interface Asked {
  method: "GET" | "POST";
  url: string;
  body?: string;
  many?: true;
}

async function ask(
  orgId: string,
  source: Source,
  { many, ...asked }: Asked,
  chance: () => number,
): Promise<Said> {
  const { headers } = openHeaders({ orgId, connectorId: source.id, url: asked.url }, source.headers);
  const request = { orgId, ...asked, headers };
  const began = performance.now();
  const left = () => source.timeoutMs - (performance.now() - began);
  for (let n = 1; ; n++) {
    const answer = await askOutside({ ...request, timeoutMs: Math.max(1, Math.round(left())) });
    const said = { ...saidIn(answer, many), ms: performance.now() - began };
    // What was posted may have had an effect: it is not repeated.
    if (asked.method !== "GET" || n > source.retries || !isPassing(said)) return said;
    const wanted = answer.outcome === "status" ? (answer.retryAfterMs ?? null) : null;
    const pause = pauseBefore(n, chance(), wanted);
    if (left() < pause + WORTHWHILE_MS) return said;
    await setTimeout(pause);
  }
}

/** A request about many finds no page where the address or a key is wrong, not where nobody is known. */
function saidIn(answer: EgressAnswer, many = false): Said {
  if (answer.outcome === "ok") {
    const { json, status } = answer;
    return json === null ? { outcome: "not-found", status, ms: 0 } : { outcome: "ok", status, json, ms: 0 };
  }
  const { outcome, why, status } = answer;
  if (!many && outcome === "status" && (status === 404 || status === 410))
    return { outcome: "not-found", status, ms: 0 };
  return { outcome, ms: 0, ...(why ? { why } : {}), ...(status === undefined ? {} : { status }) };
}
