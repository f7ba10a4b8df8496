import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { StandIn } from "../local/stand-in";
import { adminRoute } from "./admin/router";
import { Carrier, type CarrierOptions } from "./carrier";
import { GraphError } from "./errors";
import { downloadMedia } from "./graph/media";
import { graphRoute } from "./graph/router";
import { type Answer, type Call, readCall, writeAnswer } from "./http";
import { resumePlans } from "./send/statuses";
import { awaitAllDue } from "./templates/review";
import { WebhookSender } from "./webhooks/sender";

/**
 * Starts the sandbox carrier: a stand-in for Meta's WhatsApp Cloud API on any `/vNN.0/…`, its control API under
 * `/_admin`. Its state is memory plus a journal in `dataDir`; a start over an old journal goes on where it ended.
 */
export async function startCarrier(options: CarrierOptions): Promise<StandIn & { dataDir: string }> {
  const carrier = new Carrier(options, (owner) => new WebhookSender(owner));
  const server = createServer((request, response) => void handle(carrier, request, response));
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(options.port, "127.0.0.1", listening);
  });
  carrier.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  carrier.webhooks.resume();
  resumePlans(carrier);
  awaitAllDue(carrier);
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= new Promise((done) => {
      carrier.close();
      server.close(() => done());
      server.closeAllConnections();
    });
    return closed;
  };
  return { name: "carrier", url: carrier.url, close, dataDir: options.dataDir };
}

async function handle(carrier: Carrier, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    writeAnswer(response, await route(carrier, await readCall(request)));
  } catch (error) {
    const refusal = error instanceof GraphError ? error : new GraphError(131000, String(error));
    if (!response.headersSent) writeAnswer(response, { status: refusal.http, json: refusal.body() });
  }
}

async function route(carrier: Carrier, call: Call): Promise<Answer> {
  if (call.path[0] === "_admin") return adminRoute(carrier, call);
  if (call.path[0] === "_media") return downloadMedia(carrier, call);
  if (call.path[0] === "health") return { json: { ok: true } };
  return graphRoute(carrier, call);
}
