import type { ObjectColumn, RowAction } from "./object-type";

/** A column that an action or a currency names and that is not there. */
export function looseEnd(
  columns: readonly ObjectColumn[],
  actions: readonly RowAction[],
): string | undefined {
  const keys = new Set(columns.map((one) => one.key));
  const named = [
    ...columns.flatMap((one) => one.currencyColumn ?? []),
    ...actions.flatMap((one) => Object.values(one.opens.values)),
  ];
  return named.find((key) => !keys.has(key));
}
