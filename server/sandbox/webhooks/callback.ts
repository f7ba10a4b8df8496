import { randomBytes } from "node:crypto";
import { GraphError } from "../errors";
import type { Business, Callback, PhoneNumber } from "../model";

const MAX_URL = 200;

/** Where updates of a number (or of the account, without one) go: number before account before app. */
export function callbackOf(business: Business, number: PhoneNumber | undefined): Callback | null {
  if (!business.subscribed) return null;
  return number?.callback ?? business.accountCallback ?? business.callback;
}

/**
 * Asks an address whether it is ours, as Meta does before it takes a callback: GET with a challenge that must come
 * back with status 200. @throws 2200
 */
export async function verifyCallback(callback: Callback): Promise<void> {
  if (callback.url.length > MAX_URL || !URL.canParse(callback.url))
    throw new GraphError(
      100,
      "Invalid parameter: override_callback_uri must be a URL of at most 200 characters",
    );
  const challenge = String(randomBytes(4).readUInt32BE());
  const url = new URL(callback.url);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", callback.verifyToken);
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
  const text = answer ? await answer.text() : "";
  if (answer?.status === 200 && text === challenge) return;
  const reason = answer
    ? `HTTP Status Code = ${answer.status}; challenge ${text === challenge ? "" : "not "}returned`
    : "no answer";
  const message = `(#2200) Callback verification failed with the following errors: ${reason}`;
  throw new GraphError(2200, message, { message });
}
