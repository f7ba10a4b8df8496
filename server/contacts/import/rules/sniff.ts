import { folded } from "../../rules/attribute";
import { phoneKey } from "../../rules/phone";
import { limits, UnreadableFile } from "./file";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/**
 * In which letters a file is written, by its first bytes and by whether all of it is UTF-8. Throws UnreadableFile for what is no text.
 */
export function encodingOf(head: Uint8Array, validUtf8: boolean): Encoding {
  const [a, b, c, d] = head;
  if (head.length === 0) throw new UnreadableFile({ reason: "empty" });
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const zeros = [0, 1].map((odd) => head.filter((byte, i) => i % 2 === odd && byte === 0).length);
  const many = head.length / 2 / 3;
  if ((zeros[1] ?? 0) > many && zeros[0] === 0) return "utf-16le";
  if ((zeros[0] ?? 0) > many && zeros[1] === 0) return "utf-16be";
  const strange = head.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13).length;
  if (strange > 0) throw new UnreadableFile({ reason: "binary" });
  if (validUtf8) return "utf-8";
  // Bytes that the Latin alphabets of Windows leave empty: some other writing.
  if (head.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)))
    throw new UnreadableFile({ reason: "encoding" });
  return "windows-1252";
}

/** What separates the columns, in the order in which it is preferred. */
export const delimiters = [",", ";", "\t", "|"] as const;

/** The separator by which the lines of a sample fall into the most columns alike; a comma where none does. */
export function delimiterOf(sample: string): string {
  const lines = sample
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== "")
    .slice(0, 50);
  const scores = delimiters.map((delimiter) => {
    const widths = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, "").split(delimiter).length);
    const first = widths[0] ?? 1;
    const alike = widths.filter((width) => width === first).length / Math.max(1, widths.length);
    return first === 1 ? 0 : first * alike;
  });
  const best = Math.max(...scores);
  return (best > 0 && delimiters[scores.indexOf(best)]) || ",";
}

/** Whether the first line holds names of columns: in a line of data an address would stand out. */
export function isHeader(cells: readonly string[]): boolean {
  return !cells.some(
    (cell) =>
      /^\S+@\S+\.\S+$/.test(cell.trim()) ||
      (phoneKey(cell) !== null && /\d{6}/.test(cell.replace(/\D/g, ""))),
  );
}

/** The names of the columns, each once; an empty one is called by its number. Throws UnreadableFile. */
export function headersOf(cells: readonly string[]): string[] {
  if (cells.length > limits.columns)
    throw new UnreadableFile({ reason: "too-many-columns", at: cells.length });
  const seen = new Set<string>();
  for (const [i, cell] of cells.entries()) {
    const key = folded(cell.trim());
    if (key !== "" && seen.has(key)) throw new UnreadableFile({ reason: "duplicate-header", at: i + 1 });
    seen.add(key);
  }
  return cells.map((cell, i) => cell.replace(/\p{C}/gu, "").trim().slice(0, 120) || `${i + 1}`);
}
