import type { DeliveryState } from "@/server/conversations/rules/delivery-state";
import type { RecipientState } from "./recipient-state";

/** What became of a recipient, in one word: up to the hand-over their own state, from there on what their message came to. */
export const outcomes = [
  "planned",
  "excluded",
  "skipped",
  "under-way",
  "held",
  "unknown",
  "delivered",
  "read",
  "failed",
] as const;
export type Outcome = (typeof outcomes)[number];

export function outcomeOf(one: {
  state: RecipientState;
  delivery: DeliveryState | null;
  held: boolean;
}): Outcome {
  if (one.state !== "queued") return one.state;
  switch (one.delivery) {
    case "read":
    case "delivered":
      return one.delivery;
    case "failed":
    case "rejected":
      return "failed";
    case "unknown":
    case "unconfirmed":
      return "unknown";
    default:
      return one.held ? "held" : "under-way";
  }
}
