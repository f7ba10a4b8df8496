import { stringify } from "csv-stringify/sync";

type Cell = string | number | Date | null;

/** Lines of a CSV as spreadsheets read it: CRLF, quoted where needed, and no cell that one would take for a formula. */
export function csvLine(cells: readonly Cell[]): string {
  return stringify([[...cells]], {
    record_delimiter: "windows",
    escape_formulas: true,
    quoted_match: /[\r\n]/,
    cast: { date: (moment) => moment.toISOString() },
  });
}

/** Before the first line, so that spreadsheets take what follows for UTF-8. */
export const csvStart = "\uFEFF";
