import fc from "fast-check";
import { expect, test } from "vitest";
import { slowDown, speedUp, startPace, take, waitFor } from "./pace";

/** Sends as long as `seconds` last, with people's answers at these moments; gives the times of what left, in ms. */
function run(seconds: number, answers: number[] = []): number[] {
  const pace = startPace(80, null, 0);
  const left: number[] = [];
  const due = [...answers].sort((a, b) => a - b);
  for (let now = 0; now < seconds * 1_000; ) {
    let others = 0;
    while (due[0] !== undefined && due[0] <= now) {
      due.shift();
      others++;
    }
    const wait = waitFor(pace, now, others);
    if (wait > 0) {
      now += wait;
      continue;
    }
    take(pace);
    left.push(now);
  }
  return left;
}

test("keeps at least 95 of a hundred of what is allowed, and never passes it within any second", () => {
  const left = run(60);
  expect(left.length / 60).toBeGreaterThanOrEqual(0.95 * 80);
  for (let n = 80; n < left.length; n++)
    expect((left[n] ?? 0) - (left[n - 80] ?? 0)).toBeGreaterThanOrEqual(900);
});

test("people's answers have their share of the number: together never more than the carrier's bucket holds", () => {
  const answers = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 });
  const property = fc.property(answers, (moments) => {
    const all = [...run(20, moments).map((at) => ({ at })), ...moments.map((at) => ({ at }))].sort(
      (a, b) => a.at - b.at,
    );
    // The carrier's own bucket: one second's worth, filled at 80 a second.
    let tokens = 80;
    let last = 0;
    for (const { at } of all) {
      tokens = Math.min(80, tokens + ((at - last) / 1_000) * 80) - 1;
      last = at;
      expect(tokens).toBeGreaterThanOrEqual(0);
    }
  });
  fc.assert(property, { numRuns: 50 });
});

test("a refusal slows it down, and it finds its way back", () => {
  const pace = startPace(80, null, 0);
  const before = pace.rate;
  slowDown(pace, 0);
  slowDown(pace, 10);
  expect(pace.rate).toBeCloseTo(before * 0.9);
  expect(waitFor(pace, 0)).toBeGreaterThan(0);
  for (let n = 0; n < 100; n++) speedUp(pace);
  expect(pace.rate).toBeCloseTo(before);
});
