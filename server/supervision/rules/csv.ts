type Cell = string | number | Date | null;

/** Lines of a CSV as spreadsheets read it: CRLF, quoted where needed, and no cell that one would take for a formula. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(written).join(",")}\r\n`;
}

/** Before the first line, so that spreadsheets take what follows for UTF-8. */
export const csvStart = "\uFEFF";

function written(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = cell instanceof Date ? cell.toISOString() : cell;
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
