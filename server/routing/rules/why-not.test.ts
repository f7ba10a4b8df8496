import fc from "fast-check";
import { expect, test } from "vitest";
import type { Candidate } from "./choose-agent";
import { choosePlace, type Plan } from "./plan";
import { whyNot } from "./why-not";

const member = (memberId: string, more: Partial<Candidate> = {}): Candidate => ({
  memberId,
  presence: "online",
  load: 0,
  limit: 5,
  idleSince: null,
  teamIds: ["t1"],
  skillIds: [],
  languages: [],
  ...more,
});
const plan: Plan = {
  version: 1,
  ruleId: "r",
  steps: [
    { to: { teamId: "t1" }, after: 0 },
    { to: { anyone: true }, after: 10 },
  ],
};

test("each stands where the decision found them", () => {
  const all = [
    member("away", { presence: "away" }),
    member("full", { load: 5 }),
    member("next", { load: 2 }),
    member("other", { teamIds: [] }),
    member("winner", { load: 1 }),
  ];
  const { winner, step } = choosePlace(plan, 0, all);
  expect(whyNot(plan, { winner, step, minutesWaited: 0 }, all).map((s) => [s.memberId, s.place])).toEqual([
    ["winner", "winner"],
    ["next", "able"],
    ["full", "full"],
    ["away", "away"],
    ["other", "elsewhere"],
  ]);
});

test("while nobody is able, nothing waits; while it waits, nobody is", () => {
  const one = fc
    .record({
      presence: fc.constantFrom<Candidate["presence"]>("online", "away", "offline"),
      load: fc.nat({ max: 2 }),
      limit: fc.nat({ max: 2 }),
      teamIds: fc.subarray(["t1", "t2"]),
    })
    .map((more) => more);
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), fc.constantFrom(0, 10, 20), (list, minutesWaited) => {
      const all = list.map((more, n) => member(`m${n}`, more));
      const { winner, step } = choosePlace(plan, minutesWaited, all);
      const stand = whyNot(plan, { winner, step, minutesWaited }, all);
      expect(stand.map((s) => s.memberId).sort()).toEqual(all.map((c) => c.memberId).sort());
      if (winner) expect(stand[0]).toMatchObject({ memberId: winner, place: "winner" });
      else expect(stand.filter((s) => s.place === "able")).toEqual([]);
    }),
  );
});
