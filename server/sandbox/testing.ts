import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CarrierOptions } from "./carrier";
import { sandboxClient } from "./client";
import type { BusinessView, NewBusiness, NumberView } from "./contract";
import type { Json } from "./model";
import { startCarrier } from "./server";
import { signatureOf } from "./webhooks/payload";

export const ADMIN_KEY = "test-admin-key";

/** One `value` of a webhook, with the field it came under. */
export interface Heard {
  field: string;
  value: Json;
}

/** A carrier, one business with one number, and a receiver of its webhooks: what most tests start from. */
export async function startBench(
  options: Partial<CarrierOptions> = {},
  business: Partial<NewBusiness> = {},
  country = "AR",
) {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), "carrier-"));
  const receiver = await startReceiver();
  const quick = { sent: 1, delivered: 1, read: 1, held: 5 };
  // One payload at a time, so that what is heard is in the order in which it was told.
  const webhooks = { concurrency: 1, ...options.webhooks };
  const carrier = await startCarrier({
    port: 0,
    dataDir,
    adminKey: ADMIN_KEY,
    statusDelaysMs: quick,
    ...options,
    webhooks,
  });
  const admin = sandboxClient({ url: carrier.url, adminKey: ADMIN_KEY });
  const callback = { url: receiver.url, verifyToken: "verify" };
  const owner = await admin.createBusiness({
    name: "Lucky Shrub",
    timezone: "America/Argentina/Buenos_Aires",
    callback,
    ...business,
  });
  receiver.secrets.push(owner.appSecret);
  const number = await admin.createNumber(owner.id, { country });
  const graph = (method: string, node: string, body?: unknown, token = owner.accessToken) =>
    callGraph(carrier.url, method, node, body, token);
  const close = async () => {
    await carrier.close();
    await receiver.close();
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    carrier,
    admin,
    receiver,
    business: owner,
    number,
    graph,
    dataDir,
    close,
    ...verbs(graph, owner, number),
  };
}

export type Bench = Awaited<ReturnType<typeof startBench>>;

type Graph = (
  method: string,
  node: string,
  body?: unknown,
  token?: string,
) => Promise<{ status: number; json: Json }>;

function verbs(graph: Graph, _business: BusinessView, number: NumberView) {
  const send = (body: object) =>
    graph("POST", `${number.id}/messages`, { messaging_product: "whatsapp", ...body });
  return { send, sendText: (to: string, body = "Hola") => send({ to, type: "text", text: { body } }) };
}

async function callGraph(url: string, method: string, node: string, body: unknown, token: string) {
  const form = body instanceof FormData;
  const headers = {
    authorization: `Bearer ${token}`,
    ...(form ? {} : { "content-type": "application/json" }),
  };
  const payload = body === undefined ? {} : { body: form ? body : JSON.stringify(body) };
  const answer = await fetch(`${url}/v26.0/${node}`, { method, headers, ...payload });
  return { status: answer.status, json: (await answer.json()) as Json };
}

/** An address that takes webhooks: checks each signature, keeps what it took, answers what a test wants. */
export async function startReceiver() {
  const heard: Heard[] = [];
  const payloads: { body: string; signed: boolean; headers: Json }[] = [];
  const secrets: string[] = [];
  const waiting: { ready: () => boolean; go: () => void }[] = [];
  const receiver = {
    heard,
    payloads,
    secrets,
    status: 200,
    /** Answers wait for this: a test resolves it when it has seen enough. */
    hold: Promise.resolve(),
    challenge: true,
    url: "",
    until,
    statuses,
    close,
  };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const address = new URL(request.url ?? "/", "http://receiver");
      if (request.method === "GET") {
        response.statusCode =
          receiver.challenge && address.searchParams.get("hub.verify_token") === "verify" ? 200 : 403;
        return void response.end(address.searchParams.get("hub.challenge"));
      }
      const body = Buffer.concat(chunks);
      const signature = request.headers["x-hub-signature-256"];
      const signed = secrets.some((secret) => signatureOf(secret, body) === signature);
      payloads.push({ body: body.toString("utf8"), signed, headers: { ...request.headers } });
      response.statusCode = receiver.status;
      if (receiver.status === 200) heard.push(...changesOf(body));
      void receiver.hold.then(() => response.end());
      for (const each of waiting.filter((one) => one.ready())) each.go();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;

  /** Resolves when a payload's arrival has made `ready` true. */
  function until(ready: () => boolean): Promise<void> {
    if (ready()) return Promise.resolve();
    return new Promise((go) => waiting.push({ ready, go }));
  }

  /** Every status heard of a message, in the order of arrival. */
  function statuses(wamid: string): Json[] {
    return heard
      .flatMap(({ value }) => (value.statuses as Json[] | undefined) ?? [])
      .filter((status) => status.id === wamid);
  }

  function close(): Promise<void> {
    server.closeAllConnections();
    return new Promise((done) => server.close(() => done()));
  }
}

function changesOf(body: Buffer): Heard[] {
  const { entry } = JSON.parse(body.toString("utf8")) as { entry: { changes: Heard[] }[] };
  return entry.flatMap((each) => each.changes);
}

/** The id of the one message that a send's answer names. */
export function wamidOf(answer: { json: Json }): string {
  const [message] = (answer.json.messages as { id: string }[] | undefined) ?? [];
  return message?.id ?? "";
}

/** The error object of a refused call. */
export function errorOf(answer: { json: Json }): Json {
  return (answer.json.error as Json | undefined) ?? {};
}
