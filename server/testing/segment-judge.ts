import { stateOf } from "@/server/contacts/consent/rules/consent";
import { folded } from "@/server/contacts/rules/attribute";
import { languageOf } from "@/server/contacts/rules/language";
import type { Condition, Definition } from "@/server/segments/rules/definition";
import type { KeyedTest, ValueTest } from "@/server/segments/rules/value-test";

/** A contact with all that can be asked of them, as plain as it can be said: what the compiled statements are measured against. */
export interface Judged {
  id: string;
  attributes: Record<string, unknown>;
  country: string | null;
  language: string | null;
  executiveId: string | null;
  createdAt: Date;
  objects: { typeKey: string; values: Record<string, unknown> }[];
  labels: string[];
  consents: { channel: string; purpose: string; state: "in" | "out"; occurredAt: Date }[];
  windows: { numberId: string; lastInboundAt: Date | null }[];
  conversations: { numberId: string; usage: Usage[] }[];
  lists: string[];
}

export interface Usage {
  kind: "MO" | "MT" | "HSM";
  occurredAt: Date;
  /** Charges and what was taken back. */
  micros: number[];
  currency: string;
}

export interface Circumstances {
  now: Date;
  /** By the organization's calendar, YYYY-MM-DD. */
  today: string;
  channelOf: Record<string, string>;
}

export function holds(whole: Definition, contact: Judged, at: Circumstances): boolean {
  const of = (match: "all" | "any", answers: boolean[]) =>
    match === "all" ? answers.every(Boolean) : answers.some(Boolean);
  return of(
    whole.match,
    whole.conditions.map((one) =>
      one.kind === "group"
        ? of(
            one.match,
            one.conditions.map((inner) => judge(inner, contact, at)),
          )
        : judge(one, contact, at),
    ),
  );
}

function judge(one: Condition, who: Judged, at: Circumstances): boolean {
  const numbers = who.conversations.map((talk) => talk.numberId);
  switch (one.kind) {
    case "attribute":
      return valueIs(one.attribute, who.attributes, at);
    case "object":
      return objectsAre(one, who, at);
    case "label":
      return who.labels.some((id) => one.labelIds.includes(id)) === (one.is === "has");
    case "consent":
      return (stateOf(who.consents, one.channel, one.purpose) ?? "unknown") === one.is;
    case "country":
      return one.countries.includes(who.country ?? "") === (one.is === "one-of");
    case "language":
      return one.languages.includes(languageOf(who) ?? "") === (one.is === "one-of");
    case "executive":
      return one.memberIds.includes(who.executiveId ?? "") === (one.is === "one-of");
    case "no-executive":
      return who.executiveId === null;
    case "number":
      return numbers.some((id) => one.numberIds.includes(id)) === (one.is === "used");
    case "channel":
      return numbers.some((id) => one.channels.includes(at.channelOf[id] ?? "")) === (one.is === "used");
    case "heard":
      return lately(
        one.last,
        who.windows.map((w) => w.lastInboundAt),
        at.now,
      );
    case "told":
      return lately(
        one.last,
        usageOf(who).map((use) => (use.kind === "MO" ? null : use.occurredAt)),
        at.now,
      );
    case "conversations":
      return one.is === "at-least" ? numbers.length >= one.count : numbers.length <= one.count;
    case "cost": {
      const uses = usageOf(who).filter(
        (use) => use.currency === one.currency && age(use.occurredAt, at.now) < one.days,
      );
      const spent = uses.flatMap((use) => use.micros).reduce((sum, micros) => sum + micros, 0);
      return one.is === "more" ? spent > one.amount * 1e6 : spent < one.amount * 1e6;
    }
    case "created":
      return age(who.createdAt, at.now) < one.days === (one.is === "within");
    case "list":
      return who.lists.includes(one.segmentId) === (one.is === "in");
  }
}

const usageOf = (who: Judged): Usage[] => who.conversations.flatMap((talk) => talk.usage);

const age = (then: Date, now: Date): number => (now.getTime() - then.getTime()) / 86_400_000;

type Lately = Extract<Condition, { kind: "heard" }>["last"];

function lately(last: Lately, times: (Date | null)[], now: Date): boolean {
  const known = times.filter((time) => time !== null);
  if (last.is === "never") return known.length === 0;
  return known.some((time) => age(time, now) < last.days) === (last.is === "within");
}

function objectsAre(one: Extract<Condition, { kind: "object" }>, who: Judged, at: Circumstances): boolean {
  const rows = who.objects.filter(
    (row) => row.typeKey === one.typeKey && one.where.every((test) => valueIs(test, row.values, at)),
  );
  const { objects } = one;
  switch (objects.is) {
    case "any":
      return rows.length > 0;
    case "none":
      return rows.length === 0;
    case "at-least":
      return rows.length >= objects.count;
    case "at-most":
      return rows.length <= objects.count;
    default: {
      const figures = rows.map((row) => figureOf(row.values[objects.column])).filter((f) => f !== null);
      const sum = figures.reduce((all, figure) => all + figure, 0);
      if (figures.length === 0) return false;
      return objects.is === "sum-more" ? sum > objects.amount : sum < objects.amount;
    }
  }
}

function valueIs(
  { key, type, test }: KeyedTest,
  values: Record<string, unknown>,
  at: Circumstances,
): boolean {
  const value = ownOf(type, values[key]);
  if (test.is === "unset") return value === null;
  if (value === null || test.is === "set") return value !== null;
  return type === "choice" ? compareChoice(test, `${values[key]}`) : compare(test, value, at);
}

function ownOf(type: KeyedTest["type"], value: unknown): string | number | boolean | null {
  if (type === "boolean") return typeof value === "boolean" ? value : null;
  if (type === "number" || type === "money" || type === "days") return figureOf(value);
  if (typeof value !== "string" || value.trim() === "") return null;
  if (type === "date") return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
  return folded(value.trim());
}

/** A figure that was written plainly counts as one. */
function figureOf(value: unknown): number | null {
  if (typeof value === "string" && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value);
  return typeof value === "number" ? value : null;
}

function compare(test: ValueTest, value: string | number | boolean, { today }: Circumstances): boolean {
  const wanted = (one: string | number | boolean) => (typeof one === "string" ? folded(one) : one);
  switch (test.is) {
    case "is":
      return value === wanted(test.value);
    case "is-not":
      return value !== wanted(test.value);
    case "contains":
      return String(value).includes(folded(test.value));
    case "one-of":
      return test.values.some((one) => folded(one) === value);
    case "more":
    case "after":
      return value > test.value;
    case "less":
    case "before":
      return value < test.value;
    case "between":
      return value >= test.from && value <= test.to;
    case "last-days":
      return value <= today && value >= dayFrom(today, -test.days);
    case "next-days":
      return value >= today && value <= dayFrom(today, test.days);
    default:
      return false;
  }
}

/** Letter by letter. */
function compareChoice(test: ValueTest, value: string): boolean {
  if (test.is === "one-of") return test.values.includes(value);
  return "value" in test && (value === test.value) === (test.is === "is");
}

export const dayFrom = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
