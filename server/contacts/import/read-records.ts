import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { limits, UnreadableFile } from "./rules/file";

export interface RecordRead {
  cells: string[];
  /** Bytes from the beginning of what was read to the beginning of the next row. */
  end: number;
}

/** The rows of a CSV as it comes, one after the other. Throws UnreadableFile with the line, counted from `firstLine`. */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  { delimiter, firstLine }: { delimiter: string; firstLine: number },
): AsyncGenerator<RecordRead> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    max_record_size: limits.rowBytes,
  });
  const source = Readable.from(bytes);
  source.on("error", (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>)
      yield { cells: record, end: info.bytes };
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, firstLine) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

interface Parsed {
  record: string[];
  info: { bytes: number };
}

function unreadable(error: CsvError, firstLine: number): UnreadableFile {
  const lines = Number(error.lines ?? 1);
  return new UnreadableFile({
    reason: error.code === "CSV_MAX_RECORD_SIZE" ? "row-too-long" : "quotes",
    at: firstLine + lines - 1,
  });
}
