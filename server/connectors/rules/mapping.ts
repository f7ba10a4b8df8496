import { lookUp } from "./path";

export interface AttributeMapping {
  /** Of an attribute of the contact. */
  key: string;
  path: string;
}

export interface ObjectMapping {
  typeKey: string;
  /** Leads to the list, or to each of its items. */
  list: string;
  /** Within an item, as the columns' paths: what tells it apart from the others. */
  keyPath: string;
  columns: { key: string; path: string }[];
}

/** What of an answer is kept, and where. */
export interface Mapping {
  attributes: AttributeMapping[];
  objects: ObjectMapping[];
}

export interface MappedObjects {
  typeKey: string;
  rows: { externalKey: string; values: Record<string, unknown> }[];
}

export interface Mapped {
  /** Those that the answer speaks of; null takes the value away. */
  attributes: Record<string, unknown>;
  /** Whole lists: what is not in them any more goes. */
  objects: MappedObjects[];
  /** Paths that led to nothing usable. */
  missed: string[];
}

/** More than this is no list of what one customer has. */
export const mostRows = 1_000;

/** What an answer says, as it was mapped. A list that is not there is missed as a whole; so is one with an item that has no key. */
export function mapAnswer(mapping: Mapping, json: unknown): Mapped {
  const missed: string[] = [];
  const attributes: Record<string, unknown> = {};
  for (const { key, path } of mapping.attributes) {
    const found = lookUp(path, json);
    if (found.length === 0 || !isPlain(found[0])) missed.push(path);
    else attributes[key] = found[0];
  }
  const objects = mapping.objects.flatMap((one) => {
    const rows = rowsOf(one, json);
    if (!rows) missed.push(one.list);
    return rows ? [{ typeKey: one.typeKey, rows }] : [];
  });
  return { attributes, objects, missed };
}

const isPlain = (value: unknown): boolean => value === null || typeof value !== "object";

function rowsOf({ list, keyPath, columns }: ObjectMapping, json: unknown): MappedObjects["rows"] | null {
  const items = itemsOf(lookUp(list, json));
  if (!items || items.length > mostRows) return null;
  const rows = items.map((item) => {
    const [externalKey] = lookUp(keyPath, item);
    const values = columns.map(({ key, path }) => [key, lookUp(path, item)[0]] as const);
    const wrong = values.some(([, value]) => value !== undefined && !isPlain(value));
    if (wrong || (typeof externalKey !== "string" && typeof externalKey !== "number")) return null;
    return { externalKey: String(externalKey).slice(0, 200), values: Object.fromEntries(values) };
  });
  return rows.every((row) => row !== null) ? rows : null;
}

/** `$.list` leads to one list, `$.list[*]` and `$[?@.open]` to items; `null` for a list is an empty one. */
export function itemsOf(found: unknown[]): unknown[] | null {
  const [first] = found;
  if (found.length === 1 && Array.isArray(first)) return first;
  if (found.length === 1 && first === null) return [];
  if (found.length === 0) return null;
  return found.every((one) => one !== null && typeof one === "object" && !Array.isArray(one)) ? found : null;
}
