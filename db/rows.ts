/**
 * Rows as one JSON parameter for `jsonb_to_recordset(${asRows(list)}::text::jsonb)`: one statement for any number of them.
 * What jsonb refuses (NUL, lone surrogates) becomes a visible mark; the raw payload keeps the original.
 */
export function asRows(list: readonly object[]): string {
  const text = JSON.stringify(list, plain);
  if (!/\\u0000|\\ud[89a-f]/.test(text)) return text;
  return JSON.stringify(list, (key, value) => (typeof value === "string" ? storable(value) : plain(key, value)));
}

/** Text as Postgres can hold it. */
export function storable(text: string): string {
  return text.replaceAll("\u0000", "\u2400").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);
