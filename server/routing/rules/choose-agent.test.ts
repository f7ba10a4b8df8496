import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Candidate, chooseAgent } from "./choose-agent";

const candidate = fc.record<Candidate>({
  memberId: fc.uuid(),
  presence: fc.constantFrom("online", "away", "offline"),
  load: fc.nat({ max: 12 }),
  limit: fc.nat({ max: 12 }),
  idleSince: fc.option(fc.integer({ min: 0, max: 5 }).map((n) => new Date(n * 60_000))),
  teamIds: fc.constant([]),
  skillIds: fc.subarray(["s1", "s2"]),
  languages: fc.subarray(["es", "pt"]),
});
const candidates = fc.uniqueArray(candidate, { selector: (c) => c.memberId, maxLength: 12 });
const free = (c: Candidate) => c.presence === "online" && c.load < c.limit;

describe("law 6", () => {
  test("nobody goes above their maximum, and somebody gets it while anybody has a free place", () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const { winner, next } = chooseAgent(all);
        const chosen = [winner, ...next].filter((id) => id !== null);
        expect(chosen.every((id) => all.some((c) => c.memberId === id && free(c)))).toBe(true);
        expect(chosen.length).toBe(Math.min(4, all.filter(free).length));
        expect(winner === null).toBe(!all.some(free));
      }),
    );
  });

  test("whoever has the lowest load ÷ limit gets it; ties go to the longest idle", () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const winner = all.find((c) => c.memberId === chooseAgent(all).winner);
        for (const other of all.filter(free)) {
          const [mine, theirs] = [(winner?.load ?? 0) * other.limit, other.load * (winner?.limit ?? 0)];
          expect(mine).toBeLessThanOrEqual(theirs);
          if (mine === theirs)
            expect(winner?.idleSince?.getTime() ?? 0).toBeLessThanOrEqual(other.idleSince?.getTime() ?? 0);
        }
      }),
    );
  });

  test("the same picture gives the same answer, in whatever order it was read, and stays as it was", () => {
    fc.assert(
      fc.property(
        candidates.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, mixed]) => {
          const before = structuredClone(all);
          expect(chooseAgent(mixed)).toEqual(chooseAgent(all));
          expect(all).toEqual(before);
        },
      ),
    );
  });

  test("everybody passed over is counted with the reason", () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const { refused } = chooseAgent(all);
        expect(refused.offline ?? 0).toBe(all.filter((c) => c.presence === "offline").length);
        expect(refused.away ?? 0).toBe(all.filter((c) => c.presence === "away").length);
        expect(refused.full ?? 0).toBe(
          all.filter((c) => c.presence === "online" && c.load >= c.limit).length,
        );
      }),
    );
  });
});

test("nobody gets what they cannot do, and who can is passed over for nothing else", () => {
  const wants = fc.record({
    skills: fc.subarray(["s1", "s2"]),
    language: fc.constantFrom("es", "pt", undefined),
  });
  fc.assert(
    fc.property(candidates, wants, (all, wanted) => {
      const able = (c: Candidate) =>
        wanted.skills.every((s) => c.skillIds.includes(s)) &&
        (!wanted.language || c.languages.includes(wanted.language));
      const { winner, next, refused } = chooseAgent(all, wanted);
      expect({ winner, next }).toEqual(pick(chooseAgent(all.filter(able))));
      expect(Object.values(refused).reduce((sum, n) => sum + n, 0)).toBe(
        all.filter((c) => !(able(c) && free(c))).length,
      );
    }),
  );
});

const pick = ({ winner, next }: ReturnType<typeof chooseAgent>) => ({ winner, next });

test("arrivals alone, on equal limits, keep the loads within one of each other and use every place", () => {
  const crowd = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 8 }), fc.nat({ max: 90 }));
  fc.assert(
    fc.property(crowd, ([people, limit, arrivals]) => {
      const all = Array.from(
        { length: people },
        (_, n): Candidate => ({
          ...{ memberId: `m${n}`, presence: "online", load: 0, limit, idleSince: null },
          ...{ teamIds: [], skillIds: [], languages: [] },
        }),
      );
      for (let minute = 1; minute <= arrivals; minute++) {
        const winner = all.find((c) => c.memberId === chooseAgent(all).winner);
        if (winner) Object.assign(winner, { load: winner.load + 1, idleSince: new Date(minute * 60_000) });
        const loads = all.map((c) => c.load);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      }
      const given = all.reduce((sum, c) => sum + c.load, 0);
      expect(given).toBe(Math.min(arrivals, people * limit));
    }),
  );
});
