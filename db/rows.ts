/**
 * Rows as one JSON parameter for `jsonb_to_recordset(${asRows(list)}::text::jsonb)`: one statement for any number of them.
 * Joined to a table, it wants `limit ${list.length}` behind it: the planner takes any JSON for a hundred rows, and reads an
 * organization's whole index to meet them; of a limit it does not know yet it expects a tenth.
 * What jsonb refuses (NUL, lone surrogates) becomes a visible mark; the raw payload keeps the original.
 */
export const asRows = (list: readonly object[]): string => asRow(list);

/** One value as JSON text that jsonb takes. */
export function asRow(value: unknown): string {
  const text = JSON.stringify(value, plain);
  if (!/\\u0000|\\ud[89a-f]/.test(text)) return text;
  return JSON.stringify(value, (key, v) => (typeof v === "string" ? storable(v) : plain(key, v)));
}

/** Text as Postgres can hold it. */
export function storable(text: string): string {
  return text
    .replaceAll("\u0000", "\u2400")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);
