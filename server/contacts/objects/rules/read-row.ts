import type { AttributeValue } from "../../rules/attribute";
import { readWritten } from "../../rules/written-value";
import type { ObjectColumn } from "./object-type";

/** A row as the source gave it. Columns that the type does not know are passed over. */
export interface WrittenRow {
  externalKey: string;
  values: Record<string, unknown>;
}

export interface ReadRow {
  externalKey: string;
  values: Record<string, AttributeValue>;
}

/** What could not be read: the key of a column, or of an attribute. */
export interface Unreadable {
  externalKey: string;
  column: string;
}

/** A row is taken whole or not at all; what is empty (null, undefined, "") is no value, and no fault either. */
export function readRow(
  columns: readonly ObjectColumn[],
  { externalKey, values }: WrittenRow,
): ReadRow | Unreadable[] {
  const read: Record<string, AttributeValue> = {};
  const wrong: Unreadable[] = [];
  for (const column of columns) {
    const given = values[column.key];
    if (given === null || given === undefined || given === "") continue;
    const value = readColumn(column, given);
    if (value === null) wrong.push({ externalKey, column: column.key });
    else read[column.key] = value;
  }
  return wrong.length > 0 ? wrong : { externalKey, values: read };
}

const longest = 2_000;

function readColumn({ type, choices = [] }: ObjectColumn, given: unknown): AttributeValue | null {
  const value = readWritten(type, given);
  if (type === "choice") return choices.find((one) => one === value) ?? null;
  return typeof value === "string" && value.length > longest ? null : value;
}
