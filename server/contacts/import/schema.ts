import { z } from "zod";
import { mappingShape } from "./rules/mapping";

/** `ready`: read, and asks what its columns mean. `checked`: tried out, nothing written yet. */
export const importStates = [
  "ready",
  "checking",
  "checked",
  "running",
  "done",
  "cancelled",
  "refused",
] as const;
export type ImportState = (typeof importStates)[number];

/** What became of the rows. */
export interface Counts {
  new: number;
  changed: number;
  same: number;
  refused: number;
}

export const noCounts: Counts = { new: 0, changed: 0, same: 0, refused: 0 };

/** Why one row is not taken. */
export const rowReasons = [
  "columns",
  "no-address",
  "phone",
  "email",
  "external",
  "name",
  "number",
  "date",
  "boolean",
  "choice",
  "text",
  "executive",
  "label",
  "two-contacts",
  /** The row is taken, its yes is not. */
  "said-no",
] as const;
export type RowReason = (typeof rowReasons)[number];

export interface RowError {
  row: number;
  column: number | null;
  reason: RowReason;
}

export const importRef = z.object({ importId: z.uuid() });
export const importCheck = importRef.extend({ mapping: mappingShape });

/** Where a file lies meanwhile. */
export const importKey = (orgId: string, importId: string): string => `${orgId}/imports/${importId}`;

/** Has the job engine go on with it. */
export type Wake = (importId: string) => Promise<void>;
