import fc from "fast-check";
import { expect, test } from "vitest";
import { advance, type DeliveryState, deliveryStates, rankOf, wasAccepted } from "./delivery-state";

const state = fc.constantFrom(...deliveryStates);
const told = (from: DeliveryState, words: DeliveryState[]) => words.reduce(advance, from);

test("any order and any repetition of what is told ends in the same state", () => {
  fc.assert(
    fc.property(state, fc.array(state), fc.infiniteStream(fc.nat()), (from, words, chance) => {
      const mixed = [...words, ...words.slice(0, chance.next().value ?? 0)]
        .map((word) => ({ word, place: chance.next().value }))
        .sort((a, b) => a.place - b.place)
        .map(({ word }) => word);
      expect(told(from, mixed)).toBe(told(from, words));
    }),
  );
});

test("a state never goes back, and hearing it again changes nothing", () => {
  fc.assert(
    fc.property(state, state, (current, next) => {
      const after = advance(current, next);
      expect(rankOf(after)).toBe(Math.max(rankOf(current), rankOf(next)));
      expect(advance(after, next)).toBe(after);
      expect(advance(after, current)).toBe(after);
    }),
  );
});

test("two who heard parts of it agree once they have told each other", () => {
  fc.assert(
    fc.property(state, state, state, (a, b, c) => {
      expect(advance(a, b)).toBe(advance(b, a));
      expect(advance(advance(a, b), c)).toBe(advance(a, advance(b, c)));
    }),
  );
});

test.each([
  ["claimed", "unknown"],
  ["unknown", "accepted"],
  ["unconfirmed", "delivered"],
  ["unknown", "unconfirmed"],
  ["sent", "failed"],
  ["failed", "delivered"],
  ["delivered", "read"],
] satisfies [DeliveryState, DeliveryState][])("%s gives way to %s", (current, next) => {
  expect(advance(current, next)).toBe(next);
  expect(advance(next, current)).toBe(next);
});

test("what the carrier has is in the ledger, what it refused or never named is not", () => {
  const inLedger = deliveryStates.filter(wasAccepted);
  expect(inLedger).toEqual(["accepted", "sent", "failed", "delivered", "read"]);
});
