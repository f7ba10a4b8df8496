import fc from "fast-check";
import { expect, test } from "vitest";
import { decideRoute, holds } from "./decide-route";
import type { Condition, Facts, Known, Place, Rule, RuleSet, Target } from "./routing-rules";

const now = new Date("2026-11-26T12:00:00Z");
const known: Known = {
  memberIds: ["ana", "bruno"],
  teamIds: ["sales", "debt"],
  attributes: { overdue: "number" },
};
const plain: Facts = {
  kind: "conversation",
  channelAccountId: "n1",
  channel: "a",
  teamId: "sales",
  method: "pool",
  open: true,
  language: "es",
  text: "Hola, quiero pagar",
  labelIds: [],
  attributes: {},
  executiveId: null,
  lastAgent: null,
  sameAgentId: null,
  passedOn: [],
  waitedMinutes: 0,
  spoken: {},
};
const rule = (id: string, when: Condition[], then: Place[], more: Partial<Rule> = {}): Rule => ({
  id,
  name: id,
  active: true,
  when,
  targets: then.map((to) => ({ to, after: 0 })),
  elseAfter: null,
  ...more,
});
const setOf = (...rules: Rule[]): RuleSet => ({
  rules,
  otherwise: [{ to: { kind: "anyone" }, after: 0 }],
  executiveMinutes: 15,
});
const decide = (set: RuleSet, facts: Partial<Facts> = {}) =>
  decideRoute({ version: 1, set }, { ...plain, ...facts }, known, now);
const placesOf = (set: RuleSet, facts: Partial<Facts> = {}) => decide(set, facts).plan.steps.map((s) => s.to);

const overdue: Condition = { kind: "attribute", key: "overdue", is: "more", value: 30 };
const proof = setOf(
  rule("debts", [overdue], [{ kind: "team", id: "debt" }]),
  rule("known", [{ kind: "last-agent", days: 7 }], [{ kind: "last-agent" }]),
);
const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

test("more than 30 days overdue goes to collections, else to the last agent of this week, else to everybody", () => {
  expect(placesOf(proof, { attributes: { overdue: 31 } })).toEqual([{ teamId: "debt" }]);
  const lastAgent = { memberId: "ana", at: before(6) };
  expect(placesOf(proof, { attributes: { overdue: 30 }, lastAgent })).toEqual([{ memberId: "ana" }]);
  expect(placesOf(proof, { lastAgent: { ...lastAgent, at: before(8) } })).toEqual([{ anyone: true }]);
  expect(decide(proof).trace).toEqual([
    { ruleId: "debts", outcome: "no", failed: 0 },
    { ruleId: "known", outcome: "no", failed: 0 },
  ]);
});

test("a keyword is a whole word, whatever its accents and case", () => {
  const says = (word: string, text: string) =>
    holds({ kind: "keyword", words: [word] }, { ...plain, text }, known, now);
  expect(says("reclamo", "Tengo un RECLAMO.")).toBe(true);
  expect(says("dar de baja", "quiero dar  de baja!")).toBe(true);
  expect(says("alta", "me faltaba algo")).toBe(false);
  expect(says("información", "informacion")).toBe(true);
  expect(says("  ", "hola")).toBe(false);
});

test("a target that is gone is left out and named; a rule with no other is passed over", () => {
  const both = setOf(
    rule(
      "r",
      [],
      [
        { kind: "team", id: "closed" },
        { kind: "team", id: "debt" },
      ],
    ),
  );
  expect(placesOf(both)).toEqual([{ teamId: "debt" }]);
  expect(decide(both).trace).toEqual([{ ruleId: "r", outcome: "spoke", gone: [0] }]);
  const none = setOf(rule("r", [], [{ kind: "member", id: "left" }]));
  expect(placesOf(none)).toEqual([{ anyone: true }]);
  expect(decide(none).trace).toEqual([{ ruleId: "r", outcome: "nobody", gone: [0] }]);
});

test("what waits long enough joins at its time, before the rules below it", () => {
  const late = rule("late", [{ kind: "waited", minutes: 10 }], [{ kind: "team", id: "debt" }]);
  const set = setOf(late, rule("all", [], [{ kind: "member", id: "ana" }], { elseAfter: 30 }));
  expect(decide(set, { waitedMinutes: 4 }).plan).toEqual({
    version: 1,
    ruleId: "all",
    steps: [
      { to: { teamId: "debt" }, after: 6 },
      { to: { memberId: "ana" }, after: 0 },
      { to: { anyone: true }, after: 30 },
    ],
  });
  expect(decide(set, { waitedMinutes: 10 }).plan.ruleId).toBe("late");
});

test("nobody gets back by a rule what they gave away, and a rule that goes in circles is stopped", () => {
  const set = setOf(rule("mine", [], [{ kind: "executive" }]));
  expect(placesOf(set, { executiveId: "ana" })).toEqual([{ memberId: "ana" }]);
  expect(placesOf(set, { executiveId: "ana", passedOn: ["ana"] })).toEqual([{ anyone: true }]);
  const circle = setOf(rule("team", [], [{ kind: "team", id: "debt" }]));
  expect(decide(circle, { spoken: { team: 2 } }).trace).toEqual([{ ruleId: "team", outcome: "spoke" }]);
  expect(decide(circle, { spoken: { team: 3 } })).toMatchObject({
    plan: { ruleId: null, steps: [{ to: { anyone: true } }] },
    trace: [{ ruleId: "team", outcome: "loop" }],
  });
});

test("on a pre-assigned number the executive has some minutes for themselves", () => {
  const facts = { method: "executive" as const, executiveId: "bruno" };
  expect(decide(setOf(), facts).plan.steps).toEqual([
    { to: { memberId: "bruno" }, after: 0, as: "executive" },
    { to: { anyone: true }, after: 15 },
  ]);
});

const place = fc.constantFrom<Place>(
  ...(["executive", "last-agent", "same-agent", "number-team", "anyone"] as const).map((kind) => ({ kind })),
  { kind: "team", id: "sales" },
  { kind: "team", id: "closed" },
  { kind: "member", id: "ana" },
  { kind: "member", id: "left" },
);
const targets = fc.array(fc.record<Target>({ to: place, after: fc.constantFrom(0, 5, 30) }), {
  minLength: 1,
  maxLength: 4,
});
const condition = fc.constantFrom<Condition>(
  overdue,
  { kind: "hours", open: true },
  { kind: "keyword", words: ["pagar"] },
  { kind: "executive", present: true },
  { kind: "last-agent", days: 7 },
  { kind: "waited", minutes: 10 },
  { kind: "attribute", key: "unknown", is: "set", value: null },
);
const rules = fc
  .array(
    fc.record({
      active: fc.boolean(),
      when: fc.array(condition, { maxLength: 3 }),
      targets,
      elseAfter: fc.constantFrom(null, 5),
    }),
    { maxLength: 6 },
  )
  .map((list): Rule[] => list.map((one, n) => ({ id: `r${n}`, name: "", ...one })));
const set = fc.record<RuleSet>({ rules, otherwise: targets, executiveMinutes: fc.constantFrom(0, 15) });
const someone = fc.constantFrom(null, "ana", "bruno", "left");
const facts = fc
  .record<Partial<Facts>>({
    teamId: fc.constantFrom(null, "sales", "closed"),
    method: fc.constantFrom("pool", "executive", "free"),
    open: fc.boolean(),
    attributes: fc.constantFrom({}, { overdue: 31 }, { overdue: "x" }),
    executiveId: someone,
    sameAgentId: someone,
    lastAgent: someone.map((memberId) => memberId && { memberId, at: before(3) }),
    passedOn: fc.subarray(["ana", "bruno"]),
    waitedMinutes: fc.constantFrom(0, 4, 10, 60),
    spoken: fc.constantFrom<Facts["spoken"]>({}, { r0: 3 }),
  })
  .map((varied): Facts => ({ ...plain, ...varied }));

test("nothing is ever lost: each plan has a step, open at some time, to somebody who exists", () => {
  fc.assert(
    fc.property(set, facts, (set, facts) => {
      const { steps } = decideRoute({ version: 1, set }, facts, known, now).plan;
      expect(steps.some((step) => step.after === 0)).toBe(true);
      for (const { to, after } of steps) {
        expect(after).toBeGreaterThanOrEqual(0);
        if ("memberId" in to) expect(known.memberIds).toContain(to.memberId);
        if ("teamId" in to) expect(known.teamIds).toContain(to.teamId);
      }
    }),
  );
});

test("the first whose conditions hold speaks: none before it could, and those behind it change nothing", () => {
  fc.assert(
    fc.property(set, facts, (set, facts) => {
      const { plan, trace } = decideRoute({ version: 1, set }, facts, known, now);
      const asked = set.rules.slice(0, trace.length);
      expect(trace.map((t) => t.ruleId)).toEqual(asked.map((r) => r.id));
      expect(trace.filter((t) => t.outcome === "spoke").map((t) => t.ruleId)).toEqual(
        plan.ruleId ? [plan.ruleId] : [],
      );
      for (const [n, { outcome, failed }] of trace.entries()) {
        const when = asked[n]?.when ?? [];
        if (outcome === "spoke") expect(when.every((c) => holds(c, facts, known, now))).toBe(true);
        if (failed !== undefined && when[failed]) expect(holds(when[failed], facts, known, now)).toBe(false);
      }
      const without = { ...set, rules: asked.filter((r) => r.active) };
      expect(decideRoute({ version: 1, set: without }, facts, known, now).plan).toEqual(plan);
    }),
  );
});
