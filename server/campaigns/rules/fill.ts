import type { ObjectColumn } from "@/server/contacts/objects/rules/object-type";
import type { AttributeType, AttributeValue } from "@/server/contacts/rules/attribute";
import { endOfDay } from "@/server/contacts/rules/end-of-day";
import type { Slot } from "./slot";

/** What is known of a contact where its message is written. */
export interface FillFacts {
  name: string | null;
  attributes: Record<string, unknown>;
  /** By type, in the order in which they came. */
  objects: Record<string, Record<string, AttributeValue>[]>;
  /** The address of their page to stop; null: there is none without an address of theirs. */
  optOut: string | null;
}

/** How the organization keeps its values. */
export interface FillTypes {
  attributes: Record<string, { type: AttributeType; currency: string | null }>;
  objects: Record<string, ObjectColumn[]>;
  /** By whose clocks its days end. */
  timeZone: string;
}

/** How values are written: words and figures as a language does; where a moment is wanted, a date is the end of its day in that zone. */
interface Writing {
  locale: string;
  dayIn: string | null;
}

export interface Filled {
  values: Record<string, string>;
  /** The places without a value and without a fallback: then nothing is sent, since a place left out would shift the others. */
  blank: string[];
  /** The places where the fallback stood in. */
  fallen: string[];
}

/** Writes a template's values for one contact, as its language (the carrier's word, e.g. es_AR) writes money and dates. */
export function fill(
  slots: Readonly<Record<string, Slot>>,
  facts: FillFacts,
  types: FillTypes,
  language: string,
): Filled {
  const filled: Filled = { values: {}, blank: [], fallen: [] };
  const locale = localeOf(language);
  for (const [key, slot] of Object.entries(slots)) {
    const writing = { locale, dayIn: key === "offer.expires" ? types.timeZone : null };
    const own = plain(valueIn(slot, facts, types, writing));
    const value = own ?? ("fallback" in slot ? slot.fallback : null);
    if (value === null) filled.blank.push(key);
    else filled.values[key] = value;
    if (own === null && value !== null) filled.fallen.push(key);
  }
  return filled;
}

function valueIn(slot: Slot, facts: FillFacts, types: FillTypes, writing: Writing): string | null {
  switch (slot.from) {
    case "text":
      return slot.text;
    case "name":
      return slot.part === "first" ? (facts.name?.trim().split(/\s+/)[0] ?? null) : facts.name;
    case "attribute": {
      const as = types.attributes[slot.key];
      return as ? written(facts.attributes[slot.key], as.type, as.currency, writing) : null;
    }
    case "object":
      return ofObjects(slot, facts, types, writing);
    case "link":
      return facts.optOut;
  }
}

function ofObjects(
  slot: Extract<Slot, { from: "object" }>,
  facts: FillFacts,
  types: FillTypes,
  writing: Writing,
): string | null {
  const column = types.objects[slot.typeKey]?.find(({ key }) => key === slot.column);
  const rows = ordered(facts.objects[slot.typeKey] ?? [], slot.by);
  if (!column) return null;
  if (slot.take === "count") return rows.length === 0 ? null : String(rows.length);
  if (slot.take === "sum") return sumOf(rows, column, writing);
  const row = slot.take === "first" ? rows[0] : rows.at(-1);
  return row ? written(row[column.key], column.type, currencyOf(row, column), writing) : null;
}

/** Rows without a value in the column come last either way. */
function ordered(
  rows: Record<string, AttributeValue>[],
  by: string | null,
): Record<string, AttributeValue>[] {
  if (by === null) return rows;
  const known = rows.filter((row) => row[by] !== undefined);
  return [...known].sort((a, b) => ((a[by] ?? "") < (b[by] ?? "") ? -1 : 1));
}

/** Money of several currencies has no sum. */
function sumOf(
  rows: Record<string, AttributeValue>[],
  column: ObjectColumn,
  writing: Writing,
): string | null {
  const own = rows.filter((row) => typeof row[column.key] === "number");
  const currencies = new Set(own.map((row) => currencyOf(row, column)));
  if (own.length === 0 || currencies.size > 1) return null;
  // Cents are whole: added as floats, 0.1 and 0.2 would be 0.30000000000000004.
  const total =
    own.reduce((sum, row) => sum + Math.round(Number(row[column.key]) * 1_000_000), 0) / 1_000_000;
  return written(total, column.type, [...currencies][0] ?? null, writing);
}

function currencyOf(row: Record<string, AttributeValue>, column: ObjectColumn): string | null {
  const own = column.currencyColumn ? row[column.currencyColumn] : undefined;
  return typeof own === "string" ? own : (column.currency ?? null);
}

function written(
  value: unknown,
  type: AttributeType,
  currency: string | null,
  { locale, dayIn }: Writing,
): string | null {
  if (value === undefined || value === null || value === "") return null;
  switch (type) {
    case "money":
      return typeof value === "number" ? money(value, currency, locale) : null;
    case "number":
    case "days":
      return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : null;
    case "date":
      if (typeof value !== "string") return null;
      return dayIn === null ? day(value, locale) : endOfDay(value, dayIn);
    case "boolean":
      return typeof value === "boolean" ? (yesAndNo[locale.slice(0, 2)]?.[value ? 0 : 1] ?? null) : null;
    default:
      return typeof value === "string" ? value : null;
  }
}

const yesAndNo: Record<string, [string, string]> = {
  es: ["sí", "no"],
  en: ["yes", "no"],
  pt: ["sim", "não"],
};

function money(value: number, currency: string | null, locale: string): string {
  const known = currency !== null && /^[A-Z]{3}$/.test(currency);
  return new Intl.NumberFormat(locale, known ? { style: "currency", currency } : {}).format(value);
}

/** A date without a time is the same day everywhere. */
function day(value: string, locale: string): string | null {
  const at = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(+at)) return null;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(at);
}

/** What the carrier takes in one place: no line breaks, no tabs, no runs of spaces. */
function plain(value: string | null): string | null {
  const text = value?.replace(/\s+/g, " ").trim() ?? "";
  return text === "" ? null : text;
}

/** `es_AR` → `es-AR`; what no machine knows is written as Spanish is. */
function localeOf(language: string): string {
  const [known] = Intl.NumberFormat.supportedLocalesOf(
    [language.replace("_", "-")].filter((l) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(l)),
  );
  return known ?? "es-AR";
}
