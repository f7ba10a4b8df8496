import { expect, test } from "vitest";
import { campaignDraft } from "../schema";
import { draftProblems } from "./draft-problems";

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const facts = {
  templates: [
    {
      id: id(1),
      connectionId: id(2),
      status: "APPROVED",
      category: "UTILITY",
      components: [{ type: "BODY", text: "Hola {{1}}" }],
    },
  ],
  numbers: [{ id: id(3), connectionId: id(2), active: true }],
  now: new Date("2026-11-27T12:00:00Z"),
};
const problems = (more: object) =>
  draftProblems(
    campaignDraft.parse({
      audience: { kind: "segment", segmentId: id(4) },
      numberIds: [id(3)],
      variants: [{ templateId: id(1), values: { "1": { from: "text", text: "Ana" } } }],
      ...more,
    }),
    facts,
  ).map(({ step, code }) => `${step} ${code}`);

test("a whole draft has none", () => {
  expect(problems({})).toEqual([]);
  expect(problems({ unfinished: null })).toEqual([]);
  expect(problems({ unfinished: { otherwise: false } })).toEqual([]);
});

test("whatever is half said keeps it from being launched, each in its words", () => {
  const unfinished = {
    check: { condition: { match: "all", conditions: [] }, seconds: 300, words: "", otherwise: null },
    otherwise: true,
    result: "button",
    budget: "cien",
    start: "",
  };
  expect(problems({ unfinished })).toEqual([
    "check check-incomplete",
    "check otherwise-missing",
    "when start-missing",
    "when budget-wrong",
    "when result-incomplete",
  ]);
});

test("a text that is not typed yet is no value", () => {
  const variants = [{ templateId: id(1), values: { "1": { from: "text", text: " " } } }];
  expect(problems({ variants })).toEqual(["message value-missing"]);
});
