import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import { Connection } from "./connection";
import { errorFrame, frame } from "./frames";
import type { Hub } from "./hub";
import { receive } from "./messages";

const BASE = "ws://localhost";

interface Refusal {
  code: number;
  reason: string;
}

/** Takes over an upgraded socket: greets it, or closes it with the protocol's code for what is wrong. */
export function accept(socket: WebSocket, request: IncomingMessage, hubs: Hub[], capacity: number): void {
  // Faults of the peer (oversized or invalid frames) are closed by ws itself with 1009, 1002 or 1007.
  socket.on("error", () => {});
  const target = request.url ?? "/";
  const url = new URL(URL.canParse(target, BASE) ? target : "/", BASE);
  const hub = hubOf(url, hubs);
  const refusal = refusalOf(url, hub, hubs, capacity);
  if (hub && !refusal) greet(new Connection(socket, hub), socket);
  else refuse(socket, refusal ?? notFound, url);
}

function greet(connection: Connection, socket: WebSocket): void {
  const { hub, id } = connection;
  hub.connections.set(id, connection);
  listen(socket, connection);
  const data = { socket_id: id, activity_timeout: hub.limits.activityTimeout };
  connection.send(frame("pusher:connection_established", { data }));
}

function hubOf(url: URL, hubs: Hub[]): Hub | undefined {
  const key = /^\/app\/([^/]+)$/.exec(url.pathname)?.[1];
  return hubs.find(({ app }) => app.key === key);
}

const notFound: Refusal = { code: 4001, reason: "Application does not exist" };

function refusalOf(url: URL, hub: Hub | undefined, hubs: Hub[], capacity: number): Refusal | null {
  const protocol = url.searchParams.get("protocol");
  const version = url.searchParams.get("version");
  if (!/^\/app\/[^/]+$/.test(url.pathname)) return { code: 4005, reason: "Path not found" };
  if (!protocol) return { code: 4008, reason: "No protocol version supplied" };
  if (version && !/^\d+(\.\d+)*([-+][\w.+-]*)?$/.test(version)) {
    return { code: 4006, reason: "Invalid version string format" };
  }
  // Before 5 there was no pusher:ping, by which we find dead sockets.
  if (!["5", "6", "7"].includes(protocol)) return { code: 4007, reason: "Unsupported protocol version" };
  if (!hub) return notFound;
  if (hub.app.enabled === false) return { code: 4003, reason: "Application disabled" };
  if (hub.connections.size >= hub.limits.connectionsPerApp) {
    return { code: 4004, reason: "Application is over connection quota" };
  }
  const open = hubs.reduce((sum, { connections }) => sum + connections.size, 0);
  return open >= capacity ? { code: 4100, reason: "Over capacity" } : null;
}

function refuse(socket: WebSocket, { code, reason }: Refusal, url: URL): void {
  // Until version 6 the error travelled as an event as well.
  if (url.searchParams.get("protocol") === "5") {
    socket.send(errorFrame(code, reason), { binary: false });
  }
  socket.close(code, reason);
}

function listen(socket: WebSocket, connection: Connection): void {
  socket.on("message", (bytes, isBinary) => {
    connection.seen();
    if (isBinary) connection.close(1003, "Binary frames are not supported");
    else if (socket.readyState === socket.OPEN) receive(connection, bytes.toString());
  });
  socket.on("ping", () => connection.seen());
  socket.on("pong", () => connection.seen());
  socket.on("close", () => connection.ended());
}
