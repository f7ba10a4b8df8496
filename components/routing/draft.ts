import { type AttributeType, type AttributeValue, comparisons } from "@/server/contacts/rules/attribute";
import type { Condition, Place, Rule, RuleSet, Target } from "@/server/routing/rules/routing-rules";
import type { Options } from "./options";

export const conditionKinds = [
  "attribute",
  "last-agent",
  "executive",
  "keyword",
  "label",
  "number",
  "channel",
  "hours",
  "language",
  "waited",
  "task",
] as const satisfies Condition["kind"][];

/** A condition of that kind, as empty as it may be. */
export function blankCondition(kind: Condition["kind"], options: Options): Condition {
  switch (kind) {
    case "attribute":
      return blankAttribute(options.attributes[0]?.key ?? "", options.attributes[0]?.type ?? "text");
    case "last-agent":
      return { kind, days: 7 };
    case "executive":
      return { kind, present: true };
    case "keyword":
      return { kind, words: [] };
    case "label":
    case "number":
      return { kind, ids: [] };
    case "channel":
      return { kind, names: options.channels.slice(0, 1) };
    case "hours":
      return { kind, open: false };
    case "language":
      return { kind, languages: [] };
    case "waited":
      return { kind, minutes: 10 };
    case "task":
      return { kind };
  }
}

export function blankAttribute(key: string, type: AttributeType): Condition {
  return { kind: "attribute", key, is: comparisons[type][0], value: blankValue(type) };
}

function blankValue(type: AttributeType): AttributeValue {
  switch (type) {
    case "number":
    case "money":
    case "days":
      return 0;
    case "date":
      return 30;
    case "boolean":
      return true;
    default:
      return "";
  }
}

export function blankRule(id: string, name: string): Rule {
  return {
    id,
    name,
    active: true,
    when: [],
    targets: [{ to: { kind: "anyone" }, after: 0 }],
    elseAfter: 15,
  };
}

/** The list with the one at `from` put at `to`. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const rest = list.filter((_, n) => n !== from);
  const one = list[from];
  return one === undefined ? list : [...rest.slice(0, to), one, ...rest.slice(to)];
}

export type Problem = "name" | "condition" | "attribute" | "target" | "gone";

/** What keeps a rule from being saved, or from doing what it says. */
export function problemsOf(rule: Rule, { known }: Options): Problem[] {
  const found: Problem[] = [];
  if (rule.name.trim() === "") found.push("name");
  if (rule.when.some((c) => c.kind === "attribute" && !known.attributes[c.key])) found.push("attribute");
  else if (rule.when.some(isOpen)) found.push("condition");
  return [...found, ...targetProblems(rule.targets, known)];
}

export function targetProblems(targets: Target[], known: Options["known"]): Problem[] {
  if (targets.length === 0 || targets.some(({ to }) => "id" in to && to.id === "")) return ["target"];
  return targets.some(({ to }) => isGone(to, known)) ? ["gone"] : [];
}

export function isGone(to: Place, known: Options["known"]): boolean {
  if (to.kind === "team") return !known.teamIds.includes(to.id);
  return to.kind === "member" && !known.memberIds.includes(to.id);
}

function isOpen(c: Condition): boolean {
  switch (c.kind) {
    case "number":
    case "label":
      return c.ids.length === 0;
    case "channel":
      return c.names.length === 0;
    case "language":
      return c.languages.length === 0;
    case "keyword":
      return c.words.length === 0;
    case "attribute":
      return c.is !== "set" && c.is !== "unset" && (c.value === null || c.value === "");
    default:
      return false;
  }
}

export const same = (a: RuleSet, b: RuleSet): boolean => JSON.stringify(a) === JSON.stringify(b);
