import type { AttributeValue } from "../../rules/attribute";
import { endOfDay } from "../../rules/end-of-day";
import type { ObjectColumn, RowAction } from "./object-type";
import { currencyOf } from "./totals";

/**
 * The values of a row action's template, in the language of the template. A column without a value (or one that is covered) fills
 * nothing: whoever sends writes it. `timeZone`: by whose clocks an offer's last day ends.
 */
export function fillValues(
  { opens }: RowAction,
  columns: readonly ObjectColumn[],
  row: Record<string, AttributeValue>,
  timeZone: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(opens.values).flatMap(([variable, key]) => {
      const column = columns.find((one) => one.key === key);
      const value = row[key];
      if (!column || value === undefined) return [];
      const until = variable === "offer.expires" && column.type === "date";
      if (until) return [[variable, endOfDay(`${value}`, timeZone) ?? ""] as const];
      return [[variable, written(column, value, row, opens.language)] as const];
    }),
  );
}

function written(
  column: ObjectColumn,
  value: AttributeValue,
  row: Record<string, AttributeValue>,
  language: string,
): string {
  const tag = tagOf(language);
  if (typeof value === "boolean") return (yesNo[tag.slice(0, 2)] ?? ["yes", "no"])[value ? 0 : 1] ?? "";
  if (column.type === "date") return asDate(`${value}`, tag);
  if (typeof value !== "number") return value;
  const currency = column.type === "money" ? currencyOf(column, row) : null;
  const money = currency ? ({ style: "currency", currency } as const) : { minimumFractionDigits: 2 };
  const options = column.type === "money" ? money : {};
  // A carrier refuses runs of spaces, and what looks like one to it.
  return new Intl.NumberFormat(tag, { maximumFractionDigits: 6, ...options })
    .format(value)
    .replace(/[\u00a0\u202f]/g, " ");
}

function asDate(day: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

const yesNo: Readonly<Record<string, [string, string]>> = { es: ["sí", "no"], pt: ["sim", "não"] };

/** "es_AR" as Intl knows it; a code that it does not know is read as English. */
function tagOf(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.replace("_", "-"))[0] ?? "en";
  } catch {
    return "en";
  }
}
