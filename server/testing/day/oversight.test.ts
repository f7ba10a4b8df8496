import fc from "fast-check";
import { expect, test } from "vitest";
import { duties, planOversight } from "./oversight";

const days = fc.tuple(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 6, max: 720 }));

test("a supervisor's day is the same for the same seed, in order, and has every duty", () => {
  fc.assert(
    fc.property(days, ([seed, minutes]) => {
      const rounds = planOversight(seed, minutes);
      expect(planOversight(seed, minutes)).toEqual(rounds);
      const times = rounds.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.every((at) => at > 0 && at < minutes)).toBe(true);
      expect(new Set(rounds.map(({ duty }) => duty))).toEqual(new Set(duties));
    }),
    { numRuns: 60 },
  );
  expect(planOversight(1, 240)).not.toEqual(planOversight(2, 240));
});

test("what is taken is given back next", () => {
  for (const seed of [1, 2, 3, 7, 40]) {
    const order = planOversight(seed, 480).map(({ duty }) => duty);
    for (const [i, duty] of order.entries()) if (duty === "take") expect(order[i + 1]).toBe("giveBack");
    expect(order.filter((duty) => duty === "take").length).toBeGreaterThan(1);
  }
});
