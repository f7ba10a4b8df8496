import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { StandIn } from "../stand-in";
import type { RealtimeApp } from "./apps";
import { handleRequest } from "./http-api";
import { Hub } from "./hub";
import { LIMITS, type Limits } from "./limits";
import { accept } from "./sockets";

export interface RealtimeOptions {
  /** 0 takes a free one. */
  port: number;
  /** 127.0.0.1 by default. */
  host?: string;
  apps: RealtimeApp[];
  limits?: Partial<Limits>;
}

export interface RealtimeServer extends StandIn {
  name: "realtime";
  host: string;
  port: number;
}

/** How long clients may take to confirm that they are being sent away. */
const FAREWELL_MS = 1000;

/**
 * Starts a server of the Pusher protocol 7, WebSocket and HTTP API on one port, everything in memory.
 * Rejects when the port is taken.
 */
export async function startRealtime(options: RealtimeOptions): Promise<RealtimeServer> {
  const limits = { ...LIMITS, ...options.limits };
  const hubs = options.apps.map((app) => new Hub(app, limits));
  const server = createServer((request, response) => {
    void handleRequest(request, response, hubs, limits);
  });
  // Longer than clients keep idle connections, so that none is closed under a request on its way.
  server.keepAliveTimeout = 65_000;
  const sockets = acceptSockets(server, hubs, limits);
  const host = options.host ?? "127.0.0.1";
  const port = await listen(server, options.port, host);
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= end(server, sockets);
    return closing;
  };
  return { name: "realtime", host, port, url: `http://${host}:${port}`, close };
}

function acceptSockets(server: Server, hubs: Hub[], limits: Limits): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
  });
  server.on("upgrade", (request, stream: Duplex, head) => {
    stream.on("error", () => {});
    sockets.handleUpgrade(request, stream, head, (socket) =>
      accept(socket, request, hubs, limits.connections),
    );
  });
  return sockets;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

async function end(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.close(4200, "The server is restarting");
  const impatience = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
  }, FAREWELL_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(impatience);
}
