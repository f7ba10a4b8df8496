import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Act, planDay, works } from "./plan";

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  hours: fc.double({ min: 0.1, max: 12, noNaN: true }),
});

describe("the plan of a day", () => {
  test("is the same for the same seed, and another for another", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(planDay(shape)).toEqual(planDay(shape));
      }),
      { numRuns: 20 },
    );
    expect(planDay({ seed: 1, hours: 6 })).not.toEqual(planDay({ seed: 2, hours: 6 }));
  });

  test("lies in order within the day, about people who exist", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { events, customers, minutes, agendas, rounds, checkpoints } = planDay(shape);
        for (const list of [events, rounds, ...agendas]) {
          const times = list.map((one: { at: number }) => one.at);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          expect(times.every((at) => at >= 0)).toBe(true);
        }
        for (const agenda of agendas) expect(agenda.every((act) => act.at <= minutes)).toBe(true);
        for (const event of events) if ("customer" in event) expect(customers[event.customer]).toBeDefined();
        expect(new Set(customers.map((c) => c.phone)).size).toBe(customers.length);
        expect(new Set(customers.map((c) => c.name)).size).toBe(customers.length);
        expect(checkpoints.at(-1)).toBe(minutes);
        expect(checkpoints.length).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 60 },
    );
  });

  test("has every kind of work, however short it is, and races that both agents run", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { agendas } = planDay(shape);
        const races = (agenda: Act[]) => agenda.flatMap(({ work }, i) => (work === "race" ? [i] : []));
        for (const agenda of agendas) expect(new Set(agenda.map((act) => act.work))).toEqual(new Set(works));
        expect(races(agendas[0])).toEqual(races(agendas[1]));
      }),
      { numRuns: 60 },
    );
  });

  test("has bursts, silences, late and lasting things, and windows that end in its course", () => {
    for (const seed of [1, 2, 3, 7, 40]) {
      const { events, minutes } = planDay({ seed, hours: 6 });
      const said = events.flatMap((event) => (event.kind === "says" ? [event] : []));
      const fresh = said.filter((event) => event.at > 0).map((event) => event.at);
      const gaps = fresh.slice(1).map((at, i) => at - (fresh[i] ?? 0));
      expect(Math.max(...gaps)).toBeGreaterThan(8);
      expect(fresh.some((at, i) => (fresh[i + 5] ?? Number.POSITIVE_INFINITY) - at < 2)).toBe(true);
      expect(said.some((event) => event.said.type !== "text")).toBe(true);
      expect(said.filter((event) => event.at > 0 && event.age > 0).length).toBeGreaterThan(2);
      const ends = said.filter((e) => e.age > 60).map((e) => e.at - e.age + 24 * 60);
      expect(ends.filter((end) => end > 0 && end < minutes).length).toBeGreaterThan(3);
      expect(events.some((event) => event.kind === "leaves")).toBe(true);
    }
  });
});
