import type { AttributeValue } from "../../rules/attribute";
import type { ObjectColumn } from "./object-type";

/** The sum of a column, of money one per currency. In millionths, so that nothing is lost by adding. */
export interface Total {
  column: string;
  /** ISO 4217; null for what is not money, and for money of which no row says the currency. */
  currency: string | null;
  micros: bigint;
}

/** What stands beneath a table. What is covered is not summed: the sum would uncover it. */
export function totalsOf(
  columns: readonly ObjectColumn[],
  rows: readonly Record<string, AttributeValue>[],
): Total[] {
  return columns
    .filter((column) => column.total && !column.sensitive)
    .flatMap((column) => {
      const sums = new Map<string | null, bigint>();
      for (const row of rows) {
        const value = row[column.key];
        if (typeof value !== "number") continue;
        const currency = column.type === "money" ? currencyOf(column, row) : null;
        sums.set(currency, (sums.get(currency) ?? 0n) + microsOf(value));
      }
      return [...sums]
        .sort(([a], [b]) => (a ?? "").localeCompare(b ?? ""))
        .map(([currency, micros]) => ({ column: column.key, currency, micros }));
    });
}

/** In which currency a row's money is: the column's own, or what another column of the row says. */
export function currencyOf(column: ObjectColumn, row: Record<string, AttributeValue>): string | null {
  const said = column.currencyColumn ? row[column.currencyColumn] : column.currency;
  const code = typeof said === "string" ? said.trim().toUpperCase() : "";
  return /^[A-Z]{3}$/.test(code) ? code : (column.currency ?? null);
}

/** The exact decimal that the number was written as (at most 15 digits), in millionths; what is smaller is cut off. */
export function microsOf(value: number): bigint {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
  const micros = BigInt(whole) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, "0"));
  return sign ? -micros : micros;
}
