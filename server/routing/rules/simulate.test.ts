import fc from "fast-check";
import { expect, test } from "vitest";
import type { Plan } from "./plan";
import { type Arrival, outcomeOf, simulate, type Worker } from "./simulate";

const minute = 60_000;
const until = 600 * minute;
const anyone: Plan = { version: 1, ruleId: null, steps: [{ to: { anyone: true }, after: 0 }] };
const worker = (memberId: string, more: Partial<Worker> = {}): Worker => ({
  memberId,
  limit: 1,
  teamIds: [],
  skillIds: [],
  languages: [],
  spans: [{ from: 0, to: until }],
  ...more,
});
const arrival = (id: string, at: number, more: Partial<Arrival> = {}): Arrival => ({
  id,
  at: at * minute,
  busy: 10 * minute,
  ends: null,
  plan: anyone,
  ...more,
});

test("who is full is waited for, and a step that opens lets somebody else in", () => {
  const first: Plan = {
    version: 1,
    ruleId: "r",
    steps: [
      { to: { memberId: "ana" }, after: 0 },
      { to: { anyone: true }, after: 4 },
    ],
  };
  const all = [arrival("a", 0, { plan: first }), arrival("b", 1, { plan: first })];
  const given = simulate(all, [worker("ana"), worker("bea")], until);
  expect(given).toEqual([
    { id: "a", memberId: "ana", at: 0 },
    { id: "b", memberId: "bea", at: 5 * minute },
  ]);
  expect(outcomeOf(all, given, until)).toMatchObject({ given: 2, left: 0, longest: 4, expired: 0 });
});

test("a window that ended before anybody came is counted", () => {
  const all = [arrival("a", 0, { ends: 30 * minute })];
  const late = [worker("ana", { spans: [{ from: 40 * minute, to: until }] })];
  expect(outcomeOf(all, simulate(all, late, until), until)).toMatchObject({
    given: 1,
    expired: 1,
    median: 40,
  });
  expect(outcomeOf(all, simulate(all, [], until), until)).toMatchObject({ given: 0, left: 1, expired: 1 });
});

test("nobody is ever above their maximum or absent, nothing is given twice, and nothing waits beside a free place", () => {
  const arrivals = fc
    .array(fc.record({ at: fc.nat({ max: 60 }), busy: fc.integer({ min: 1, max: 30 }) }), { maxLength: 25 })
    .map((list) => list.map(({ at, busy }, n) => arrival(`c${n}`, at, { busy: busy * minute })));
  const workers = fc
    .array(fc.record({ limit: fc.integer({ min: 0, max: 3 }), from: fc.nat({ max: 30 }) }), { maxLength: 4 })
    .map((list) =>
      list.map(({ limit, from }, n) =>
        worker(`m${n}`, { limit, spans: [{ from: from * minute, to: until }] }),
      ),
    );
  fc.assert(
    fc.property(arrivals, workers, (all, team) => {
      const given = simulate(all, team, until);
      expect(new Set(given.map((g) => g.id)).size).toBe(given.length);
      const held = given.map((g) => ({ ...g, end: g.at + (all.find((a) => a.id === g.id)?.busy ?? 0) }));
      const load = (memberId: string, at: number) =>
        held.filter((h) => h.memberId === memberId && h.at <= at && at < h.end).length;
      for (const { memberId, at, id } of held) {
        const own = team.find((w) => w.memberId === memberId);
        expect(load(memberId, at)).toBeLessThanOrEqual(own?.limit ?? 0);
        expect(own?.spans[0]?.from).toBeLessThanOrEqual(at);
        // Whoever waited, waited because everybody there was full the moment before.
        const came = all.find((a) => a.id === id)?.at ?? 0;
        if (at > came)
          for (const w of team.filter((w) => (w.spans[0]?.from ?? 0) < at))
            expect(load(w.memberId, at - 1)).toBe(w.limit);
      }
      if (team.some((w) => w.limit > 0)) expect(given).toHaveLength(all.length);
    }),
  );
});
