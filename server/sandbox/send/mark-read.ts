import type { Carrier } from "../carrier";
import { SECOND } from "../clock";
import { GraphError } from "../errors";
import { isObject } from "../http";
import type { Json, PhoneNumber } from "../model";
import { text } from "./check";
import { requireProduct } from "./envelope";

const TYPING_MS = 25 * SECOND;

/** `{status:"read", message_id}`: this message and the earlier ones of the thread; with `typing_indicator`, 25 s of it. */
export function markReadByBusiness(carrier: Carrier, number: PhoneNumber, body: Json): Json {
  requireProduct(body);
  const message = carrier.state.messages.get(text(body, "message_id", "message_id", 512));
  if (body.status !== "read")
    throw new GraphError(100, `Param status must be one of {READ} - got "${body.status}".`);
  if (message?.phoneId !== number.id || message.direction !== "in")
    throw new GraphError(100, "Invalid parameter: the message ID does not exist");
  const thread = carrier.state.thread(number.id, message.customerId);
  for (const id of thread?.messageIds ?? []) {
    const each = carrier.state.messages.get(id);
    if (each?.direction === "in" && !each.readByBusiness && each.at <= message.at)
      carrier.record({ kind: "message.changed", record: { ...each, readByBusiness: true } });
  }
  // Typing lives 25 s: it is kept in memory only, a restart outlives it.
  if (isObject(body.typing_indicator) && thread)
    thread.typingUntil = carrier.now(carrier.businessOf(number)) + TYPING_MS;
  return { success: true };
}
