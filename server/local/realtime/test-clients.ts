import { createHash, createHmac } from "node:crypto";
import Pusher from "pusher";
import PusherClient from "pusher-js";
import { WebSocket } from "ws";
import type { RealtimeApp } from "./apps";
import type { RealtimeServer } from "./server";

export const app = { id: "app-1", key: "key-1", secret: "secret-1", clientMessages: true };
export const otherApp = { id: "app-2", key: "key-2", secret: "secret-2" };

export interface Frame {
  event: string;
  channel?: string;
  data?: string;
  user_id?: string;
}

/** The vendor's server library, pointed at the server under test. */
export function vendorServer(server: RealtimeServer, of: RealtimeApp = app): Pusher {
  const masterKey = Buffer.alloc(32, 7).toString("base64");
  const { host, port } = server;
  const { id: appId, key, secret } = of;
  return new Pusher({ appId, key, secret, host, port: String(port), encryptionMasterKeyBase64: masterKey });
}

/** The vendor's client, authorised by the vendor's server library as the user `userId`, and connected. */
export async function vendorClient(server: RealtimeServer, userId: string): Promise<PusherClient> {
  const signer = vendorServer(server);
  const client = new PusherClient(app.key, {
    cluster: "",
    wsHost: server.host,
    wsPort: server.port,
    forceTLS: false,
    enabledTransports: ["ws"],
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, callback) => {
        const member = { user_id: userId, user_info: { name: `Name of ${userId}` } };
        const data = channelName.startsWith("presence-") ? member : undefined;
        callback(null, signer.authorizeChannel(socketId, channelName, data));
      },
    },
    userAuthentication: {
      customHandler: ({ socketId }, callback) =>
        callback(null, signer.authenticateUser(socketId, { id: userId })),
    },
  });
  await once(client.connection, "connected");
  return client;
}

interface Emitter {
  bind(event: string, listener: (data: unknown) => void): unknown;
}

/** The next `event` of a vendor object. */
export function once<T = unknown>(emitter: Emitter, event: string): Promise<T> {
  return new Promise((resolve) => emitter.bind(event, (data) => resolve(data as T)));
}

/** Subscribes and waits for the server's consent. */
export async function subscribed(client: PusherClient, channel: string) {
  const subscription = client.subscribe(channel);
  if (!subscription.subscribed) await once(subscription, "pusher:subscription_succeeded");
  return subscription;
}

/** A socket that says what it is told to, right or wrong, and remembers every frame. */
export class RawClient {
  readonly frames: Frame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly waiting = new Set<() => void>();

  constructor(readonly socket: WebSocket) {
    socket.on("message", (bytes) => {
      this.frames.push(JSON.parse(bytes.toString()));
      for (const check of this.waiting) check();
    });
    socket.on("error", () => {});
    this.closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  static open(
    server: RealtimeServer,
    path = `/app/${app.key}?protocol=7&client=test&version=1.0.0`,
  ): RawClient {
    return new RawClient(new WebSocket(`ws://${server.host}:${server.port}${path}`));
  }

  /** The first frame, past or to come, of this event. */
  frame(event: string, count = 1): Promise<Frame> {
    return new Promise((resolve) => {
      const check = () => {
        const found = this.frames.filter((one) => one.event === event)[count - 1];
        if (!found) return;
        this.waiting.delete(check);
        resolve(found);
      };
      this.waiting.add(check);
      check();
    });
  }

  /** Its socket id, once greeted. */
  async id(): Promise<string> {
    return dataOf(await this.frame("pusher:connection_established")).socket_id;
  }

  say(event: string, data: unknown, channel?: string): void {
    this.socket.send(JSON.stringify({ event, data, channel }));
  }

  /** Resolves when the server has handled everything said so far. */
  async settled(): Promise<void> {
    const pongs = this.frames.filter(({ event }) => event === "pusher:pong").length;
    this.say("pusher:ping", {});
    await this.frame("pusher:pong", pongs + 1);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what a frame holds is what the tests are about
export function dataOf(frame: Frame): any {
  return JSON.parse(frame.data ?? "null");
}

/** A channel signature made by hand, so that it can be wrong. */
export function signChannel(
  socketId: string,
  channel: string,
  channelData?: string,
  secret = app.secret,
): string {
  const text = [socketId, channel, ...(channelData === undefined ? [] : [channelData])].join(":");
  return `${app.key}:${createHmac("sha256", secret).update(text).digest("hex")}`;
}

interface RawRequest {
  method?: string;
  path: string;
  body?: string | Buffer;
  query?: Record<string, string>;
  secret?: string;
}

/** A request to the HTTP API, signed by hand; `query` overrides what would be right. */
export async function call(
  server: RealtimeServer,
  request: RawRequest,
): Promise<{ status: number; body: string }> {
  const { body, path, secret = app.secret, method = body === undefined ? "GET" : "POST" } = request;
  const query: Record<string, string> = {
    auth_key: app.key,
    auth_timestamp: String(Math.floor(Date.now() / 1000)),
    auth_version: "1.0",
    ...(body !== undefined && { body_md5: createHash("md5").update(body).digest("hex") }),
    ...request.query,
  };
  const pairs = Object.keys(query)
    .sort()
    .map((name) => `${name}=${query[name]}`);
  const text = [method, path, pairs.filter((pair) => !pair.startsWith("auth_signature=")).join("&")].join(
    "\n",
  );
  if (!("auth_signature" in query)) {
    pairs.push(`auth_signature=${createHmac("sha256", secret).update(text).digest("hex")}`);
  }
  const init = { method, ...(body !== undefined && { body: new Uint8Array(Buffer.from(body)) }) };
  const response = await fetch(`${server.url}${path}?${pairs.join("&")}`, init);
  return { status: response.status, body: await response.text() };
}
