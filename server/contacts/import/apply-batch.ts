import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import type { Scope } from "@/server/scope";
import { readBook } from "./read-book";
import { limits } from "./rules/file";
import type { Mapping } from "./rules/mapping";
import { planRows } from "./rules/plan-rows";
import { isRowError, type ReadRow } from "./rules/read-row";
import type { Counts, ImportState, RowError } from "./schema";
import { writePlan } from "./write-plan";

export interface Batch {
  /** Where it begins and ends, in bytes of the file. */
  from: number;
  to: number;
  /** As read: an empty row is null. */
  rows: (ReadRow | RowError | null)[];
}

interface Locked {
  state: ImportState;
  at_row: number;
  file_name: string;
  counts: Counts;
}

/**
 * Takes the next rows of a file in one transaction, with the place where it got to: a crash leaves all of them or none. While the import
 * is tried out, the same is found and nothing written. False when it is not at this place any more: cancelled, or another was here.
 */
export async function applyBatch(
  scope: Scope,
  importId: string,
  batch: Batch,
  mapping: Mapping,
): Promise<boolean> {
  return inOrg(scope, async (s) => {
    const [at] = await s.sql<Locked[]>`
      select state, at_row, counts, file_name from imports
      where org_id = ${s.orgId} and id = ${importId} and state in ('checking', 'running') and at_byte = ${batch.from} for update`;
    if (!at) return false;
    const taken = batch.rows.filter((row): row is ReadRow => row !== null && !isRowError(row));
    const book = await readBook(s, taken, { mapping, hold: at.state === "running" });
    const plan = planRows(book, taken, newId);
    const errors = [
      ...batch.rows.filter((row): row is RowError => row !== null && isRowError(row)),
      ...plan.errors,
    ];
    if (at.state === "running")
      await writePlan(s, plan, { file: at.file_name, proof: mapping.proof ?? null });
    const told = [...errors, ...plan.notes];
    await keepErrors(s, importId, told.slice(0, Math.max(0, limits.errors - at.counts.refused)));
    const counts: Counts = {
      new: at.counts.new + plan.counts.new,
      changed: at.counts.changed + plan.counts.changed,
      same: at.counts.same + plan.counts.same,
      refused: at.counts.refused + errors.length,
    };
    await s.sql`
      update imports set at_byte = ${batch.to}, at_row = at_row + ${batch.rows.length}, counts = ${asRow(counts)}::text::jsonb,
        progressed_at = now() where org_id = ${s.orgId} and id = ${importId}`;
    const details = { toRow: at.at_row + batch.rows.length, ...plan.counts };
    if (at.state === "running")
      await record(s, { action: "import.advanced", subject: ["import", importId], details });
    return true;
  });
}

async function keepErrors(s: OrgScope, importId: string, errors: RowError[]): Promise<void> {
  if (errors.length === 0) return;
  await s.sql`
    insert into import_errors (import_id, "row", "column", reason)
    select ${importId}, x.* from unnest(${errors.map((e) => e.row)}::int[], ${errors.map((e) => e.column)}::int[],
      ${errors.map((e) => e.reason)}::text[]) x on conflict do nothing`;
}
