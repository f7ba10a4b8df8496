/**
 * The road of an outbound message, in order. States only move up this list (law 9), so that any order and any repetition
 * of the carrier's words ends in the same state. `delivered` outranks `failed`: what arrived has arrived.
 */
export const deliveryStates = [
  "queued",
  "claimed",
  "unknown",
  "unconfirmed",
  "rejected",
  "accepted",
  "sent",
  "failed",
  "delivered",
  "read",
] as const;

/** A claim older than this, in seconds, has no process behind it any more: a hand-over gives up long before. */
export const deadClaim = 180;
/** A process hands over nothing that it claimed longer ago than this: one that stood still does not know how long. */
export const freshClaim = 120;

export type DeliveryState = (typeof deliveryStates)[number];

export function rankOf(state: DeliveryState): number {
  return deliveryStates.indexOf(state);
}

/** The state after hearing `next` in `current`. */
export function advance(current: DeliveryState, next: DeliveryState): DeliveryState {
  return rankOf(next) > rankOf(current) ? next : current;
}

/** Whether the carrier has it, as far as we know: from here on it is in the ledger. */
export function wasAccepted(state: DeliveryState): boolean {
  return rankOf(state) >= rankOf("accepted");
}
