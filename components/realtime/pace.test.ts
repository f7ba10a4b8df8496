import { expect, test } from "vitest";
import { longest, pauseBefore, prompt } from "./pace";

/** Rounds of all pages per second while hints never end. */
function roundsPerSecond(people: number, took = 50): number {
  const seconds = 60;
  let rounds = 0;
  for (let page = 0; page < people; page++) {
    let [at, last] = [0, Number.NEGATIVE_INFINITY];
    for (let n = 0; ; n++) {
      // Evenly spread instead of by chance.
      const chance = ((page * 7 + n * 13) % 101) / 100;
      at += pauseBefore({ others: people - 1, since: at - last, took, chance });
      if (at > seconds * 1_000) break;
      last = at;
      rounds++;
    }
  }
  return rounds / seconds;
}

test("who is alone, or nearly, sees at once what is new", () => {
  for (const since of [0, 50, 10_000])
    expect(pauseBefore({ others: 0, since, took: 2_000, chance: 1 })).toBe(prompt);
  expect(pauseBefore({ others: 2, since: 0, took: 50, chance: 1 })).toBeLessThan(2 * prompt);
});

test("however many pages hear an endless stream of hints, together they ask about as often", () => {
  expect(roundsPerSecond(10)).toBeLessThan(34);
  expect(roundsPerSecond(50)).toBeLessThan(34);
  expect(roundsPerSecond(150)).toBeLessThan(34);
  expect(roundsPerSecond(200)).toBeLessThan(34);
});

test("they ask less the longer the server takes", () => {
  expect(roundsPerSecond(40, 400)).toBeLessThan(9);
  expect(roundsPerSecond(200, 400)).toBeLessThan(14);
});

test("no page is left behind for long, and a crowd does not ask in the same moment", () => {
  for (const others of [5, 100, 100_000])
    for (const since of [0, 1_000, 60_000])
      for (const chance of [0, 0.5, 1])
        for (const took of [20, 10_000])
          expect(pauseBefore({ others, since, took, chance })).toBeLessThanOrEqual(longest * 1.25);
  const first = [0, 0.25, 0.5, 0.75, 1].map((chance) =>
    pauseBefore({ others: 199, since: 1e9, took: 50, chance }),
  );
  expect(new Set(first).size).toBe(5);
});
