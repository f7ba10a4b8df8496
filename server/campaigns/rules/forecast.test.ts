import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "@/server/sandbox/faults";
import { forecast } from "./forecast";

const group = fc.record({
  market: fc.constantFrom("AR", "BR", "MX"),
  recipients: fc.integer({ min: 1, max: 3_000 }),
  micros: fc.bigInt({ min: 700n, max: 140_000n }),
});

test("of 1,000 random campaigns at least 95 of a hundred cost no more than the forecast's p95, and none more than its maximum", () => {
  let covered = 0;
  let runs = 0;
  const property = fc.property(
    fc.array(group, { minLength: 1, maxLength: 4 }),
    fc.double({ min: 0.6, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 20_000 }),
    fc.nat(),
    (groups, share, before, seed) => {
      const chance = seededRandom(seed);
      let charged = 0;
      for (let n = 0; n < before; n++) if (chance() < share) charged++;
      const said = forecast(groups, { handed: before, charged }, "USD");
      let spent = 0n;
      for (const { recipients, micros } of groups)
        for (let n = 0; n < recipients; n++) if (chance() < share) spent += micros;
      runs++;
      if (spent <= BigInt(said.p95)) covered++;
      expect(spent <= BigInt(said.max)).toBe(true);
      expect(BigInt(said.p5) <= BigInt(said.p50) && BigInt(said.p50) <= BigInt(said.p95)).toBe(true);
    },
  );
  fc.assert(property, { numRuns: 1_000, seed: 20261127 });
  expect(covered / runs).toBeGreaterThanOrEqual(0.95);
});

test("who no price is known for is counted, not guessed", () => {
  const said = forecast([{ market: null, recipients: 7, micros: null }], { handed: 0, charged: 0 }, "USD");
  expect(said).toMatchObject({ p5: "0", p95: "0", max: "0", unpriced: 7 });
});
