import type { IncomingMessage, ServerResponse } from "node:http";
import { batchEvents, triggerEvent } from "./events";
import { HttpError } from "./http-error";
import { readRequest } from "./http-request";
import type { Hub } from "./hub";
import { describeChannel, describeChannels, listUsers } from "./info";
import type { Limits } from "./limits";
import { requestFault } from "./signatures";

/** Answers one request of the HTTP API: JSON with 200, or {"error"} with the status that explains it. */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  hubs: Hub[],
  limits: Limits,
): Promise<void> {
  try {
    reply(response, 200, await answer(request, hubs, limits));
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 500;
    // The rest is thrown away as it comes: a client that cannot finish sending never reads the answer.
    request.resume();
    reply(response, status, { error: error instanceof HttpError ? error.message : "Internal error" });
  }
}

async function answer(request: IncomingMessage, hubs: Hub[], limits: Limits): Promise<object> {
  if (request.method === "GET" && request.url === "/") return { realtime: "ready" };
  const { method, segments, query, body, paths } = await readRequest(request, limits.bodyBytes);
  const [root, appId, ...rest] = segments;
  if (root !== "apps" || appId === undefined) throw new HttpError(404, "Not found");
  const hub = hubs.find(({ app }) => app.id === appId);
  if (!hub) throw new HttpError(401, "Unknown application");
  const signed = { method, paths, query, body };
  const fault = requestFault(hub.app, signed, Date.now() / 1000, limits.timestampWindow);
  if (fault) throw new HttpError(401, fault);
  if (hub.app.enabled === false) throw new HttpError(403, "Application disabled");
  return route(hub, method, rest, new Map(query), body);
}

function route(hub: Hub, method: string, path: string[], query: Map<string, string>, body: Buffer): object {
  const [noun, name, verb] = path;
  const shape = `${method} ${[noun, name && "*", verb].filter(Boolean).join("/")}`;
  if (path.length > 3) throw new HttpError(404, "Not found");
  switch (shape) {
    case "POST events":
      return triggerEvent(hub, parseJson(body));
    case "POST batch_events":
      return batchEvents(hub, parseJson(body));
    case "GET channels":
      return describeChannels(hub, query);
    case "GET channels/*":
      return describeChannel(hub, name ?? "", query);
    case "GET channels/*/users":
      return listUsers(hub, name ?? "");
    case "POST users/*/terminate_connections":
      return terminateConnections(hub, name ?? "");
    default:
      throw new HttpError(404, "Not found");
  }
}

function terminateConnections(hub: Hub, userId: string): object {
  for (const connection of hub.socketsOf(userId)) connection.close(4009, "Terminated by the application");
  return {};
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new HttpError(400, "The body is not JSON in UTF-8");
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
