import { itemsOf, type Mapped, type Mapping, mapAnswer, mostRows } from "./mapping";
import type { Answered, LiveOutcome } from "./outcome";
import { lookUp } from "./path";
import { originOf, type TemplateProblem, urlProblem, type Variables, variablesIn } from "./template";

/** How a source is asked about many contacts in one request. */
export interface ManyWay {
  method: "GET" | "POST";
  /** Of a GET with `{{keys}}` as a value of its query, where they come separated by commas. */
  url: string;
  /** Of a POST: JSON in which the text `"{{keys}}"` stands for the list of them. */
  body: string | null;
  /** The variable by which a contact is asked for (rules/template.ts). */
  key: string;
  /** So many at most in one request. */
  most: number;
  /** Leads to the list of rows, or to each of them. */
  rows: string;
  /** Within a row: whose it is. */
  keyPath: string;
  /** Where a row would stand in the answer about one contact: `$.customer`, or `$.loans[*]` as one of a list. */
  place: string;
}

export type ManyProblem = TemplateProblem | "keys" | "origin";

const keys = /\{\{\s*keys\s*\}\}/g;

/** Why many cannot be asked for at an address. It is of the same server as the other, for which the secrets are. */
export function manyUrlProblem({ method, url }: ManyWay, single: string): ManyProblem | null {
  const problem = urlProblem(url.replaceAll(keys, "x"));
  if (problem) return problem;
  const around = url.split(keys);
  const [before = "", after = ""] = around;
  const inQuery = around.length === 2 && /\?(.*&)?[^=&]+=$/.test(before) && /^(&|$)/.test(after);
  if (method === "GET" ? !inQuery : around.length > 1) return "keys";
  if (variablesIn(around.join("")).length > 0) return "keys";
  return urlProblem(single) === null && originOf(single) !== originOf(url) ? "origin" : null;
}

/** Why no list of keys can be put into a body. */
export function manyBodyProblem(body: string): "keys" | "unreadable" | null {
  const around = body.split(/"\{\{\s*keys\s*\}\}"/);
  if (around.length !== 2 || variablesIn(around.join("")).length > 0) return "keys";
  try {
    JSON.parse(around.join("[]"));
    return null;
  } catch {
    return "unreadable";
  }
}

const longestKey = 200;

/** What a contact is asked for by; null where there is nothing, or nothing that can stand among others. */
export function keyOf({ key, method }: ManyWay, variables: Variables): string | null {
  const text = (variables[key] ?? "").trim();
  if (text === "" || text.length > longestKey || /\p{Cs}/u.test(text)) return null;
  return method === "GET" && text.includes(",") ? null : text;
}

/** What a contact lacks to be asked for. */
export const missingOf = ({ key }: ManyWay, variables: Variables): string[] =>
  (variables[key] ?? "").trim() === "" ? [key] : [];

/** Each once: two contacts may have one key. */
export const distinct = (list: (string | null)[]): string[] => [
  ...new Set(list.filter((key) => key !== null)),
];

/** The request for these keys. */
export function fillMany({ method, url, body }: ManyWay, of: string[]): { url: string; body?: string } {
  if (method === "GET") return { url: url.replaceAll(keys, () => of.map(encodeURIComponent).join(",")) };
  return { url, body: (body ?? "").replace(/"\{\{\s*keys\s*\}\}"/, () => JSON.stringify(of)) };
}

export interface Told {
  outcome: LiveOutcome;
  /** With `ok` alone. */
  mapped: Mapped | null;
  rows: number;
}

/**
 * What one answer says of each of those it was asked for, in their order. Who has no row is `not-found`; a request that failed has failed
 * for all, and an answer without rows that can be told apart is a `mismatch` for all.
 */
export function tellApart(
  way: ManyWay,
  mapping: Mapping,
  said: (Answered & { json?: unknown }) | null,
  keyOfEach: (string | null)[],
): Told[] {
  const rows = said?.outcome === "ok" ? rowsByKey(way, said.json, distinct(keyOfEach)) : null;
  return keyOfEach.map((key) => {
    const nothing = { mapped: null, rows: 0 };
    if (key === null || !said) return { outcome: "missing", ...nothing };
    if (said.outcome !== "ok") return { outcome: said.outcome, ...nothing };
    const own = rows?.get(key);
    if (!own) return { outcome: "mismatch", ...nothing };
    if (own.length === 0) return { outcome: "not-found", ...nothing };
    return { outcome: "ok", mapped: mapRows(mapping, way.place, own), rows: own.length };
  });
}

/** More than this is not looked through. */
const mostRowsAtOnce = 20_000;

/**
 * The rows of each key that was asked for, in their order; none for one that the source does not know. Rows of others are passed over,
 * and so is one that says not whose it is: but as it may be of anybody without a row, those are absent then, neither known nor unknown.
 * Null where the answer is no list, or too long.
 */
export function rowsByKey(way: ManyWay, json: unknown, asked: string[]): Map<string, unknown[]> | null {
  const rows = rowsIn(lookUp(way.rows, json));
  if (!rows || rows.length > mostRowsAtOnce) return null;
  const found = new Map<string, unknown[]>(asked.map((key) => [plainKey(way, key), []]));
  let nameless = false;
  for (const row of rows) {
    const [key] = lookUp(way.keyPath, row);
    if (typeof key !== "string" && typeof key !== "number") nameless ||= row !== null;
    else found.get(plainKey(way, String(key)))?.push(row);
  }
  const own = asked.map((key) => [key, found.get(plainKey(way, key)) ?? []] as const);
  return new Map(own.filter(([, rows]) => !nameless || rows.length > 0));
}

/** `$.list[*]` leads to whatever stands in the list, of which something may be no row. */
function rowsIn(found: unknown[]): unknown[] | null {
  const isRow = (one: unknown) => typeof one === "object" && !Array.isArray(one);
  return found.length > 1 && found.some(isRow) ? found : itemsOf(found);
}

/** A source may write a phone with its signs, and a mail address in capitals. */
function plainKey({ key }: ManyWay, text: string): string {
  if (key === "contact.phone") return text.replace(/\D/g, "");
  return key === "contact.email" ? text.trim().toLowerCase() : text.trim();
}

/**
 * What the rows of one contact say, mapped as the answer about one is. Of several, an attribute is the first one's, as of several places
 * to which a path leads; lists of objects are those of all.
 */
export function mapRows(mapping: Mapping, place: string, rows: unknown[]): Mapped {
  if (place.endsWith("[*]")) return mapAnswer(mapping, standing(place, rows));
  const all = rows.map((row) => mapAnswer(mapping, standing(place, row)));
  const { attributes = {}, missed: first = [] } = all[0] ?? {};
  const missed = first.filter((path) => mapping.attributes.some((one) => one.path === path));
  const objects = mapping.objects.flatMap(({ typeKey, list }) => {
    const found = all.map((one) => one.objects.find((object) => object.typeKey === typeKey)?.rows);
    const together = found.flatMap((one) => one ?? []);
    if (!found.includes(undefined) && together.length <= mostRows) return [{ typeKey, rows: together }];
    missed.push(list);
    return [];
  });
  return { attributes, objects, missed };
}

const step = /\.([A-Za-z_][A-Za-z0-9_]*)|\['((?:[^'\\]|\\['\\])*)'\]|\[0\]/g;
const whole = new RegExp(`^\\$(?:${step.source})*(?:\\[\\*\\])?$`);

export const isPlace = (place: string): boolean => place.length <= 200 && whole.test(place);

/** The smallest answer in which `value` stands at a place. */
function standing(place: string, value: unknown): unknown {
  const steps = [...place.matchAll(step)].map(([, name, quoted]) => name ?? quoted?.replace(/\\(.)/g, "$1"));
  return steps.reduceRight<unknown>(
    (inner, name) => (name === undefined ? [inner] : Object.fromEntries([[name, inner]])),
    value,
  );
}
