import { type AttributeValue, folded } from "../../rules/attribute";
import type { ConsentPurpose } from "../../rules/consent-purpose";
import { emailKey, externalKey } from "../../rules/identity";
import { countryOfPhone, dialledPhone, phoneKey } from "../../rules/phone";
import type { RowError, RowReason } from "../schema";
import type { ColumnTarget, Mapping } from "./mapping";
import { type CellType, readCell, yesOrNo } from "./read-cell";

export interface Key {
  kind: "phone" | "email" | "external";
  /** The matching key, and the address as messages are sent to it. */
  value: string;
  address: string;
}

/** What a row says of a person. What it leaves empty it says nothing of. */
export interface ReadRow {
  row: number;
  keys: Key[];
  name: string | null;
  country: string | null;
  attributes: Record<string, AttributeValue>;
  executiveId: string | null;
  labelIds: string[];
  consents: { purpose: ConsentPurpose; state: "in" | "out" }[];
}

export interface Reading {
  mapping: Mapping;
  attributes: ReadonlyMap<string, CellType>;
  /** By folded name and by mail address. */
  executives: ReadonlyMap<string, string>;
  /** By folded name. */
  labels: ReadonlyMap<string, string>;
}

/** One row of a file, `row` as spreadsheets count; null for an empty one, the first error of one that cannot be taken. */
export function readRow(row: number, cells: readonly string[], reading: Reading): ReadRow | RowError | null {
  if (cells.every((cell) => cell.trim() === "")) return null;
  const { columns } = reading.mapping;
  if (cells.length !== columns.length) return { row, column: null, reason: "columns" };
  const read: ReadRow = {
    ...{ row, keys: [], name: null, country: null, attributes: {}, executiveId: null },
    ...{ labelIds: [], consents: [] },
  };
  for (const [column, target] of columns.entries()) {
    const text = (cells[column] ?? "").replace(unwelcome, " ").trim();
    if (text === "" || target.to === "skip") continue;
    const reason = take(read, target, text, reading);
    if (reason) return { row, column, reason };
  }
  return read.keys.length > 0 ? read : { row, column: null, reason: "no-address" };
}

export const isRowError = (read: ReadRow | RowError): read is RowError => "reason" in read;

/** Control characters and halves of letters have no place in a cell. */
const unwelcome = /[\p{Cc}\p{Cs}]+/gu;

function take(read: ReadRow, target: ColumnTarget, text: string, reading: Reading): RowReason | null {
  switch (target.to) {
    case "name":
      if (text.length > 200) return "name";
      read.name = text;
      return null;
    case "phone":
      return takePhone(read, text, reading.mapping.country ?? undefined);
    case "email":
      return takeEmail(read, text);
    case "identifier":
      return takeId(read, target.key, text);
    case "executive":
      read.executiveId = reading.executives.get(folded(text)) ?? null;
      return read.executiveId === null ? "executive" : null;
    case "label":
      return takeLabels(read, text, reading);
    case "consent": {
      const said = yesOrNo.get(folded(text));
      if (said !== undefined) read.consents.push({ purpose: target.key, state: said ? "in" : "out" });
      return said === undefined ? "boolean" : null;
    }
    case "attribute":
      return takeAttribute(read, target.key, text, reading);
    default:
      return null;
  }
}

function takePhone(read: ReadRow, text: string, country: string | undefined): RowReason | null {
  const value = phoneKey(text, country);
  const address = value && dialledPhone(`+${value}`);
  if (!address) return "phone";
  if (!read.keys.some((key) => key.kind === "phone" && key.value === value))
    read.keys.push({ kind: "phone", value, address });
  read.country ??= countryOfPhone(`+${value}`);
  return null;
}

function takeEmail(read: ReadRow, text: string): RowReason | null {
  const value = emailKey(text);
  if (value === null) return "email";
  if (!read.keys.some((key) => key.kind === "email" && key.value === value))
    read.keys.push({ kind: "email", value, address: text });
  return null;
}

function takeId(read: ReadRow, identifier: string, text: string): RowReason | null {
  const value = externalKey(identifier, text);
  if (value === null) return "external";
  read.keys.push({ kind: "external", value, address: text });
  return null;
}

/** "VIP; Moroso": the separator of the file stands in quotes, any other as it is. */
function takeLabels(read: ReadRow, text: string, { labels }: Reading): RowReason | null {
  for (const name of text.split(/[,;|]/).map(folded)) {
    const id = labels.get(name.trim());
    if (name.trim() !== "" && !id) return "label";
    if (id) read.labelIds.push(id);
  }
  return null;
}

function takeAttribute(read: ReadRow, key: string, text: string, reading: Reading): RowReason | null {
  const type = reading.attributes.get(key);
  if (!type) return null;
  const cell = readCell(type, text, reading.mapping);
  if ("reason" in cell) return cell.reason;
  read.attributes[key] = cell.value;
  return null;
}
