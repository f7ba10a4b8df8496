import { expect, test } from "vitest";
import { deliveryStates } from "@/server/conversations/rules/delivery-state";
import { outcomeOf, outcomes } from "./outcome";
import { recipientStates } from "./recipient-state";

test("every state before and after the hand-over has one word", () => {
  for (const state of recipientStates)
    for (const delivery of [...deliveryStates, null])
      for (const held of [true, false]) expect(outcomes).toContain(outcomeOf({ state, delivery, held }));
});

test("what was held back and then delivered is delivered", () => {
  expect(outcomeOf({ state: "queued", delivery: "accepted", held: true })).toBe("held");
  expect(outcomeOf({ state: "queued", delivery: "delivered", held: true })).toBe("delivered");
  expect(outcomeOf({ state: "queued", delivery: "rejected", held: false })).toBe("failed");
  expect(outcomeOf({ state: "queued", delivery: "unconfirmed", held: false })).toBe("unknown");
  expect(outcomeOf({ state: "skipped", delivery: null, held: false })).toBe("skipped");
});
