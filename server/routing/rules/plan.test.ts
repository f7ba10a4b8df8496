import fc from "fast-check";
import { expect, test } from "vitest";
import type { Candidate } from "./choose-agent";
import { choosePlace, defaultPlan, type Plan, type Step } from "./plan";

const members = ["m1", "m2", "m3", "m4"];
const candidates = fc
  .tuple(
    ...members.map((memberId) =>
      fc.record<Candidate>({
        memberId: fc.constant(memberId),
        presence: fc.constantFrom("online", "away"),
        load: fc.nat({ max: 3 }),
        limit: fc.nat({ max: 3 }),
        idleSince: fc.constant(null),
        teamIds: fc.subarray(["t1", "t2"]),
        skillIds: fc.constant([]),
        languages: fc.constant([]),
      }),
    ),
  )
  .map((all): Candidate[] => all);
const to = fc.oneof(
  fc.constantFrom(...members).map((memberId) => ({ memberId })),
  fc.constantFrom("t1", "t2").map((teamId) => ({ teamId })),
  fc.constant({ anyone: true as const }),
);
const plan = fc
  .array(fc.record<Step>({ to, after: fc.constantFrom(0, 5, 10) }), { minLength: 1, maxLength: 4 })
  .map((steps): Plan => ({ version: 1, ruleId: "r", steps }));
const minutes = fc.constantFrom(0, 4, 5, 9, 10, 60);

const takes = ({ to }: Step, c: Candidate) =>
  c.presence === "online" &&
  c.load < c.limit &&
  ("anyone" in to || ("memberId" in to ? to.memberId === c.memberId : c.teamIds.includes(to.teamId)));

test("whoever some open step allows gets it: nothing waits beside a free place that it may take, and nothing goes elsewhere", () => {
  fc.assert(
    fc.property(plan, minutes, candidates, (plan, waited, all) => {
      const { winner, step } = choosePlace(plan, waited, all);
      const open = plan.steps.filter((s) => s.after <= waited);
      const first = open.find((s) => all.some((c) => takes(s, c)));
      expect(winner !== null).toBe(first !== undefined);
      if (!first || step === null) return;
      expect(plan.steps[step]).toBe(first);
      expect(all.some((c) => c.memberId === winner && takes(first, c))).toBe(true);
    }),
  );
});

test("waiting longer never takes a place away", () => {
  fc.assert(
    fc.property(plan, candidates, minutes, fc.nat({ max: 60 }), (plan, all, waited, more) => {
      if (choosePlace(plan, waited, all).winner)
        expect(choosePlace(plan, waited + more, all).winner).not.toBeNull();
    }),
  );
});

test("without rules it is whoever knows the matter, then the team", () => {
  expect(defaultPlan({ lastAgentId: "m1", teamId: "t1" }).steps.map((s) => s.to)).toEqual([
    { memberId: "m1" },
    { teamId: "t1" },
  ]);
  expect(defaultPlan({ lastAgentId: null, teamId: null }).steps.map((s) => s.to)).toEqual([{ anyone: true }]);
});
