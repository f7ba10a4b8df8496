import { type AttributeType, type AttributeValue, readAttribute } from "./attribute";
import { yesOrNo } from "./yes-or-no";

/**
 * A value as a source, a file or a person wrote it, brought to the form in which it is kept: numbers and money as numbers of at most
 * 15 digits (what jsonb and JavaScript both keep exactly), dates as YYYY-MM-DD, yes and no as booleans. Null for what is not one.
 */
export function readWritten(type: AttributeType, value: unknown): AttributeValue | null {
  switch (type) {
    case "number":
    case "money":
      return exact(typeof value === "string" ? plainNumber(value) : value);
    case "days":
      return wholeDays(typeof value === "string" ? plainNumber(value) : value);
    case "boolean":
      return typeof value === "boolean" ? value : wordOf(value);
    case "date":
      return typeof value === "string" ? readAttribute("date", isoDate(value.trim())) : null;
    default:
      return readAttribute(type, typeof value === "number" ? `${value}` : value);
  }
}

function exact(value: unknown): number | null {
  const number = readAttribute("number", value);
  if (typeof number !== "number" || Math.abs(number) >= 1e15) return null;
  return Number(number.toPrecision(15)) === number ? number : null;
}

function wholeDays(value: unknown): number | null {
  const days = exact(value);
  return days !== null && Number.isInteger(days) ? days : null;
}

/**
 * "64000.00", "$ 1.514,00", "1,514.00", "64000,5". A single separator is a decimal one, as machines write it: "1.514" is not 1514,
 * and a comma alone counts only before one or two digits.
 */
function plainNumber(text: string): string | null {
  const bare = text.replace(/^(\s*)(-?)\s*(?:[A-Z]{0,3}\$|[A-Z]{3}|€)\s*/, "$2").trim();
  if (/^-?\d+(\.\d+)?$/.test(bare)) return bare;
  if (/^-?\d{1,3}(\.\d{3})*,\d+$/.test(bare) && (bare.includes(".") || /,\d{1,2}$/.test(bare)))
    return bare.replaceAll(".", "").replace(",", ".");
  if (/^-?\d+,\d{1,2}$/.test(bare)) return bare.replace(",", ".");
  if (/^-?\d{1,3}(,\d{3})+\.\d+$/.test(bare)) return bare.replaceAll(",", "");
  return /^-?\d{1,3}(\.\d{3}){2,}$/.test(bare) ? bare.replaceAll(".", "") : null;
}

/** ISO with or without a time; or day/month/year, as it is written where our customers live. */
function isoDate(text: string): string {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)?.[1];
  if (iso) return iso;
  const [, day = "", month = "", year = ""] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: [\d:.]+)?$/.exec(text) ?? [];
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

const words = new Map([...yesOrNo, ["sí", true], ["não", false]]);

function wordOf(value: unknown): boolean | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  return words.get(`${value}`.trim().toLowerCase()) ?? null;
}
