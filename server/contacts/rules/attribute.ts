/** What the value of an attribute, or of a column of an object, is. `days`: a whole number of days, such as those in arrears. */
export const attributeTypes = [
  "number",
  "money",
  "days",
  "text",
  "long-text",
  "email",
  "url",
  "date",
  "boolean",
  "choice",
] as const;
export type AttributeType = (typeof attributeTypes)[number];

const figures = ["more", "less", "is", "is-not", "set", "unset"] as const;
const texts = ["is", "is-not", "contains", "set", "unset"] as const;
/** How a value can be compared, by what it is. `older` and `newer` count days back from now. */
export const comparisons = {
  number: figures,
  money: figures,
  days: figures,
  text: texts,
  "long-text": texts,
  email: texts,
  url: texts,
  date: ["older", "newer", "set", "unset"],
  boolean: ["is", "set", "unset"],
  choice: ["is", "is-not", "set", "unset"],
} as const satisfies Record<AttributeType, readonly string[]>;
export type Comparison = (typeof comparisons)[AttributeType][number];

/** Where a contact's page shows it: at the head, among the figures of the account, or with all others below. */
export const attributePlaces = ["head", "account", "more"] as const;
export type AttributePlace = (typeof attributePlaces)[number];

/** When a value was so, and which connector or import said it. */
export interface AttributeSource {
  asOf: string;
  source: string | null;
}

export type AttributeValue = string | number | boolean;

/** The value as its type wants it (a date as YYYY-MM-DD); null for what is not one. */
export function readAttribute(type: AttributeType, value: unknown): AttributeValue | null {
  switch (type) {
    case "number":
    case "money":
      return numberOf(value);
    case "days":
      return wholeNumber(numberOf(value));
    case "email":
      return typeof value === "string" ? matching(value, /^[^\s@<>]{1,64}@[^\s@<>]+\.[^\s@<>]{2,}$/) : null;
    case "url":
      return typeof value === "string" ? matching(value, /^https?:\/\/[^\s<>"]+$/i) : null;
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "date":
      return typeof value === "string" && isDate(value) ? value : null;
    default:
      return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  }
}

export interface Compared {
  type: AttributeType;
  value: unknown;
  is: Comparison;
  wanted: AttributeValue | null;
}

/** Whether a contact's value is as wanted. What is missing, or is not of its type, is as `unset` alone wants it. */
export function compareAttribute({ type, value, is, wanted }: Compared, now: Date): boolean {
  const own = readAttribute(type, value);
  if (is === "unset") return own === null;
  if (own === null) return false;
  if (is === "set") return true;
  if (!(comparisons[type] as readonly Comparison[]).includes(is)) return false;
  if (type === "date") return compareAge(String(own), is, Number(wanted), now);
  const other = readAttribute(type, wanted);
  if (other === null) return false;
  switch (is) {
    case "more":
      return own > other;
    case "less":
      return own < other;
    case "contains":
      return folded(own).includes(folded(other));
    case "is-not":
      return folded(own) !== folded(other);
    default:
      return folded(own) === folded(other);
  }
}

const day = 86_400_000;

function compareAge(date: string, is: Comparison, days: number, now: Date): boolean {
  if (!Number.isFinite(days)) return false;
  const age = Math.floor((now.getTime() - Date.parse(`${date}T00:00:00Z`)) / day);
  return is === "older" ? age > days : age <= days;
}

function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function wholeNumber(number: number | null): number | null {
  return number !== null && Number.isInteger(number) ? number : null;
}

function matching(text: string, pattern: RegExp): string | null {
  return pattern.test(text.trim()) ? text.trim() : null;
}

function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

/** As people read it: without accents and case. */
export function folded(value: AttributeValue): string {
  return String(value).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
