import http from "node:http";
import https from "node:https";
import Pusher from "pusher";
import type { Env } from "@/server/env";

/** Where the realtime service is and who we are there. `host` for a compatible server, else Pusher's `cluster`. */
export interface PusherConfig {
  appId: string;
  key: string;
  secret: string;
  host?: string;
  port?: number;
  tls: boolean;
  cluster?: string;
}

/** A hint that takes longer than this, in ms, is no use any more. */
const TIMEOUT_MS = 5000;

let built: { config: string; client: Pusher } | undefined;

/** The realtime part of the environment. */
export function pusherConfig(env: Env): PusherConfig {
  return {
    appId: env.PUSHER_APP_ID,
    key: env.PUSHER_KEY,
    secret: env.PUSHER_SECRET,
    host: env.PUSHER_HOST,
    port: env.PUSHER_PORT,
    tls: env.PUSHER_TLS,
    cluster: env.PUSHER_CLUSTER,
  };
}

/** The client for this service, built at the first call. Its calls reject with `Pusher.RequestError`. */
export function pusherClient(config: PusherConfig): Pusher {
  const wanted = JSON.stringify(config);
  if (built?.config !== wanted) built = { config: wanted, client: build(config) };
  return built.client;
}

function build({ appId, key, secret, host, port, tls, cluster }: PusherConfig): Pusher {
  const agent = new (tls ? https : http).Agent({ keepAlive: true });
  const shared = { appId, key, secret, useTLS: tls, timeout: TIMEOUT_MS, agent };
  if (host) return new Pusher({ ...shared, host, ...(port !== undefined && { port: String(port) }) });
  if (cluster) return new Pusher({ ...shared, cluster });
  throw new Error("The realtime service needs a host or a cluster");
}
