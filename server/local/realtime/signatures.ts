import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { RealtimeApp } from "./apps";

export interface ChannelClaim {
  socketId: string;
  channel: string;
  /** Signed whenever it is present, on private channels too. */
  channelData?: string;
}

/** Whether `auth` ("key:hex") is the app's signature of this socket on this channel. */
export function signsChannel(app: RealtimeApp, auth: string, claim: ChannelClaim): boolean {
  const parts = [claim.socketId, claim.channel];
  if (claim.channelData !== undefined) parts.push(claim.channelData);
  return same(auth, `${app.key}:${hmac(app.secret, parts.join(":"))}`);
}

/** Whether `auth` ("key:hex") is the app's signature of this socket as the user in `userData`. */
export function signsUser(app: RealtimeApp, auth: string, socketId: string, userData: string): boolean {
  return same(auth, `${app.key}:${hmac(app.secret, `${socketId}::user::${userData}`)}`);
}

export interface SignedRequest {
  method: string;
  /** As it was signed: some libraries sign before escaping, so each spelling counts. */
  paths: string[];
  query: [name: string, value: string][];
  body: Buffer;
}

/**
 * Why a request to the HTTP API is not the app's own, or null when it is. `now` in seconds.
 * https://pusher.com/docs/channels/library_auth_reference/rest-api/#authentication
 */
export function requestFault(app: RealtimeApp, request: SignedRequest, now: number, window: number) {
  const query = new Map(request.query);
  if (query.get("auth_key") !== app.key) return "Unknown auth_key";
  if (query.get("auth_version") !== "1.0") return "Unsupported auth_version";
  const timestamp = query.get("auth_timestamp") ?? "";
  if (!/^\d{1,12}$/.test(timestamp)) return "Invalid auth_timestamp";
  if (Math.abs(now - Number(timestamp)) > window) return `Timestamp not within ${window}s of server time`;
  if (!bodyMatches(query.get("body_md5"), request.body)) return "Invalid body_md5";
  const signature = query.get("auth_signature") ?? "";
  const signed = request.paths.some((path) => same(signature, signatureOf(app, path, request)));
  return signed ? null : "Invalid signature";
}

function bodyMatches(md5: string | undefined, body: Buffer): boolean {
  if (body.length === 0 && md5 === undefined) return true;
  return md5 === createHash("md5").update(body).digest("hex");
}

function signatureOf(app: RealtimeApp, path: string, { method, query }: SignedRequest): string {
  const pairs = query
    .filter(([name]) => name !== "auth_signature")
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`);
  return hmac(app.secret, [method, path, pairs.join("&")].join("\n"));
}

function hmac(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
