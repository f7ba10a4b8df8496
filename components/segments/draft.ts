import type { AttributeType } from "@/server/contacts/rules/attribute";
import type { Condition, ConditionKind, Definition } from "@/server/segments/rules/definition";
import type { KeyedTest, TestName, ValueTest } from "@/server/segments/rules/value-test";
import { jsType, tests } from "@/server/segments/rules/value-test";
import type { Askable, SegmentOptions } from "./types";

/** What is being written: as a definition, though conditions may still lack something; each under an id of its own. */
export interface Draft {
  match: "all" | "any";
  rows: (DraftRow | DraftGroup)[];
}
export interface DraftRow {
  id: string;
  condition: Condition;
}
export interface DraftGroup {
  id: string;
  match: "all" | "any";
  rows: DraftRow[];
}

const row = (condition: Condition): DraftRow => ({ id: crypto.randomUUID(), condition });
export const newRow = (kind: ConditionKind, options: SegmentOptions): DraftRow => row(blank(kind, options));
export const newGroup = (): DraftGroup => ({ id: crypto.randomUUID(), match: "any", rows: [] });

export function draftOf({ match, conditions }: Definition): Draft {
  const rows = conditions.map((one) =>
    one.kind === "group"
      ? { id: crypto.randomUUID(), match: one.match, rows: one.conditions.map(row) }
      : row(one),
  );
  return { match, rows };
}

/** Unchecked: whether it says something whole, the rule says (definition.safeParse). */
export function definitionOf({ match, rows }: Draft): Definition {
  const conditions = rows.map((one) =>
    "condition" in one
      ? one.condition
      : { kind: "group" as const, match: one.match, conditions: one.rows.map((inner) => inner.condition) },
  );
  return { match, conditions };
}

/** In the order in which they are offered. */
export const whoKinds = [
  "attribute",
  "object",
  "label",
  "consent",
  "country",
  "language",
  "executive",
  "created",
  "list",
] as const satisfies ConditionKind[];
export const didKinds = [
  "heard",
  "told",
  "conversations",
  "number",
  "channel",
  "cost",
] as const satisfies ConditionKind[];

/** A condition of that kind, with whatever is most likely meant chosen already. */
function blank(kind: ConditionKind, options: SegmentOptions): Condition {
  switch (kind) {
    case "attribute":
      return { kind, attribute: blankTest(options.attributes.find((one) => !one.archived)) };
    case "object":
      return {
        kind,
        typeKey: options.objects.find((one) => !one.archived)?.key ?? "",
        where: [],
        objects: { is: "any" },
      };
    case "label":
      return { kind, is: "has", labelIds: [] };
    case "consent":
      return { kind, channel: options.channels[0] ?? "", purpose: "marketing", is: "in" };
    case "country":
      return { kind, is: "one-of", countries: [] };
    case "language":
      return { kind, is: "one-of", languages: [] };
    case "executive":
      return { kind, is: "one-of", memberIds: [] };
    case "no-executive":
      return { kind };
    case "number":
      return { kind, is: "used", numberIds: [] };
    case "channel":
      return { kind, is: "used", channels: [] };
    case "heard":
    case "told":
      return { kind, last: { is: "within", days: 30 } };
    case "conversations":
      return { kind, is: "at-least", count: 1 };
    case "cost":
      return { kind, days: 30, is: "more", amount: 1, currency: options.currencies[0] ?? "" };
    case "created":
      return { kind, is: "within", days: 30 };
    case "list":
      return { kind, is: "in", segmentId: options.lists.find((one) => !one.archived)?.id ?? "" };
  }
}

export function blankTest(one: Askable | undefined): KeyedTest {
  const type = one?.type ?? "text";
  return { key: one?.key ?? "", type, test: testOf(tests[type][0], type) };
}

/** The test of that name, as empty as it may be. */
export function testOf(is: TestName, type: AttributeType): ValueTest {
  switch (is) {
    case "set":
    case "unset":
      return { is };
    case "is":
    case "is-not":
      return { is, value: emptyOf(type) };
    case "contains":
      return { is, value: "" };
    case "one-of":
      return { is, values: [] };
    case "more":
    case "less":
      return { is, value: 0 };
    case "between":
      return type === "date" ? { is, from: "", to: "" } : { is, from: 0, to: 0 };
    case "before":
    case "after":
      return { is, value: "" };
    case "last-days":
    case "next-days":
      return { is, days: 30 };
  }
}

function emptyOf(type: AttributeType): string | number | boolean {
  if (jsType(type) === "number") return 0;
  return type === "boolean" ? true : "";
}
