/** Why a whole file is not taken. */
export const fileReasons = [
  "empty",
  "binary",
  "encoding",
  "no-rows",
  "too-many-columns",
  "duplicate-header",
  "quotes",
  "row-too-long",
  "too-many-rows",
  "workbook",
] as const;
export type FileReason = (typeof fileReasons)[number];

export interface Refusal {
  reason: FileReason;
  /** The line of the file, or the column, where it shows; a number of rows or columns. */
  at?: number;
}

/** Thrown while a file is read; becomes its refusal. */
export class UnreadableFile extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.reason);
    this.name = "UnreadableFile";
  }
}

/** The most that one file may hold. */
export const limits = {
  bytes: 600 * 1024 * 1024,
  workbookBytes: 60 * 1024 * 1024,
  workbookRows: 100_000,
  rows: 1_000_000,
  columns: 100,
  rowBytes: 256 * 1024,
  /** Rows whose errors are kept; all are counted. */
  errors: 100_000,
} as const;
