import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import ExcelJS from "exceljs";
import { limits, UnreadableFile } from "./rules/file";

/**
 * The first sheet of an XLSX workbook as CSV, row by row. Dates become ISO, formulas their results. Throws UnreadableFile for what is no
 * workbook, and for one of too many rows or columns.
 */
export async function* workbookAsCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from(bytes), {
    worksheets: "emit",
    sharedStrings: "cache",
    styles: "cache",
    hyperlinks: "ignore",
    entries: "ignore",
  });
  let rows = 0;
  try {
    for await (const sheet of reader) {
      for await (const row of sheet) {
        if (++rows > limits.workbookRows + 1)
          throw new UnreadableFile({ reason: "too-many-rows", at: limits.workbookRows });
        yield Buffer.from(lineOf(row));
      }
      return;
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile({ reason: "workbook" });
  }
}

function lineOf(row: ExcelJS.Row): string {
  if (row.cellCount > limits.columns)
    throw new UnreadableFile({ reason: "too-many-columns", at: row.cellCount });
  const cells = Array.from({ length: row.cellCount }, (_, i) => textOf(row.getCell(i + 1).value));
  return stringify([cells]);
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, "");
  if (typeof value !== "object") return String(value);
  if ("richText" in value) return value.richText.map((piece) => piece.text).join("");
  if ("text" in value) return textOf(value.text);
  if ("result" in value) return textOf(value.result);
  return "";
}
