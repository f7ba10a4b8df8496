import { type AttributeType, type AttributeValue, folded, readAttribute } from "../../rules/attribute";
import { yesOrNo as words } from "../../rules/yes-or-no";
import type { RowReason } from "../schema";
import type { Mapping } from "./mapping";

export interface CellType {
  key: string;
  type: AttributeType;
  choices: readonly string[];
}

type Written = Pick<Mapping, "decimal" | "dates">;

/** A cell as the value of an attribute; a reason where it is none of its type. */
export function readCell(
  { type, choices }: CellType,
  text: string,
  written: Written,
): { value: AttributeValue } | { reason: RowReason } {
  const value = cellValue(type, text, choices, written);
  return value === null ? { reason: reasonOf(type) } : { value };
}

function cellValue(
  type: AttributeType,
  text: string,
  choices: readonly string[],
  written: Written,
): AttributeValue | null {
  switch (type) {
    case "number":
    case "money":
    case "days":
      return readAttribute(type, plainNumber(text, written.decimal));
    case "date":
      return readAttribute(type, isoDate(text, written.dates));
    case "boolean":
      return yesOrNo.get(folded(text)) ?? null;
    case "choice":
      return choices.find((choice) => folded(choice) === folded(text)) ?? null;
    default:
      return text.length > 500 ? null : readAttribute(type, text);
  }
}

function reasonOf(type: AttributeType): RowReason {
  if (type === "money" || type === "days") return "number";
  return type === "number" || type === "date" || type === "boolean" || type === "choice" ? type : "text";
}

/** "$ 1.514,50" with a decimal comma is 1514.5. Null for what is written otherwise. */
function plainNumber(text: string, decimal: Mapping["decimal"]): string | null {
  const bare = text.replace(/^(-?)\s*(?:[A-Za-z]{0,3}\$|[A-Z]{3}|€)\s*/, "$1").trim();
  const [whole = "", fraction, ...rest] = bare.split(decimal);
  const thousands = decimal === "," ? "." : ",";
  const grouped = whole.replaceAll(thousands, "");
  const wellGrouped =
    !whole.includes(thousands) || new RegExp(`^-?\\d{1,3}(\\${thousands}\\d{3})+$`).test(whole);
  if (rest.length > 0 || !wellGrouped || !/^-?\d{1,15}$/.test(grouped)) return null;
  if (fraction === undefined) return grouped;
  return /^\d{1,15}$/.test(fraction) ? `${grouped}.${fraction}` : null;
}

function isoDate(text: string, order: Mapping["dates"]): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1];
  if (iso) return iso;
  const [, a = "", b = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: [\d:.]+)?$/.exec(text) ?? [];
  const [day, month] = order === "dmy" ? [a, b] : [b, a];
  return year && `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** By folded word. */
export const yesOrNo = new Map([...words, ["verdadero", true], ["falso", false]]);
