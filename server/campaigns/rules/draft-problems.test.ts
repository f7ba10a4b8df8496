import { expect, test } from "vitest";
import { templateComponents } from "@/server/templates/schema";
import { campaignDraft } from "../schema";
import { type DraftFacts, draftProblems } from "./draft-problems";

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
const problems = (more: object, templates: DraftFacts["templates"] = facts.templates) =>
  draftProblems(
    campaignDraft.parse({
      audience: { kind: "segment", segmentId: id(4) },
      numberIds: [id(3)],
      variants: [{ templateId: id(1), values: { "1": { from: "text", text: "Ana" } } }],
      ...more,
    }),
    { ...facts, templates },
  ).map(({ step, code }) => `${step} ${code}`);

test("a whole draft has none", () => {
  expect(problems({})).toEqual([]);
  expect(problems({ unfinished: null })).toEqual([]);
  expect(problems({ unfinished: { otherwise: false } })).toEqual([]);
});

test("a click counts as a result only where a text has a link that is measured", () => {
  expect(problems({ conversion: { kind: "click" } })).toEqual(["when no-links"]);
  const button = { type: "URL", text: "Tienda", url: "https://shop.example/ofertas" };
  const found = (buttons: object[]) =>
    problems(
      { conversion: { kind: "click" } },
      facts.templates.map((one) => ({
        ...one,
        components: templateComponents.parse([...one.components, { type: "BUTTONS", buttons }]),
      })),
    );
  expect(found([button])).toEqual(["when no-links"]);
  expect(found([button, { ...button, measured: true }])).toEqual([]);
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
