import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { folded } from "../rules/attribute";
import { applyBatch, type Batch } from "./apply-batch";
import { deleteParts, readParts } from "./parts";
import { readRecords } from "./read-records";
import { limits, type Refusal, UnreadableFile } from "./rules/file";
import type { Mapping } from "./rules/mapping";
import type { CellType } from "./rules/read-cell";
import { type Reading, readRow } from "./rules/read-row";
import { type ImportState, importKey, noCounts } from "./schema";

interface Going {
  state: ImportState;
  size: number;
  delimiter: string;
  start_byte: number;
  at_byte: number;
  at_row: number;
  /** As spreadsheets count. */
  first_row: number;
  mapping: Mapping;
}

/** How many rows go together, and how many times in one piece of work: some seconds of it. */
export interface Pace {
  rows: number;
  batches: number;
}

const usual: Pace = { rows: 5_000, batches: 10 };

/**
 * Takes an import a piece further from the place that it got to, whatever ended the piece before. False when nothing is left to do:
 * it is through, refused, cancelled, or another one has it.
 */
export async function advanceImport(scope: Scope, importId: string, pace: Pace = usual): Promise<boolean> {
  const going = await inOrg(scope, (s) => find(s, importId));
  if (!going) return false;
  const reading = await inOrg(scope, (s) => readingOf(s, going.mapping));
  const batches = batchesOf(importKey(scope.orgId, importId), going, reading, pace.rows);
  try {
    let next = batches.next();
    for (let n = 0; ; n++) {
      const { value: batch, done } = await next;
      if (done || !batch) break;
      if (n === pace.batches) return true;
      // The next rows are read and understood while the database takes these.
      next = batches.next();
      next.catch(() => undefined);
      if (!(await patiently(() => applyBatch(scope, importId, batch, going.mapping)))) return false;
    }
    await finish(scope, importId);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await refuse(scope, importId, error.refusal);
  } finally {
    await batches.return(undefined);
  }
  return false;
}

async function find(s: OrgScope, importId: string): Promise<Going | undefined> {
  const [row] = await s.sql<Going[]>`
    select state, size::float8 as size, delimiter, start_byte::float8 as start_byte, at_byte::float8 as at_byte, at_row, first_row, mapping
    from imports where org_id = ${s.orgId} and id = ${importId} and state in ('checking', 'running')`;
  return row;
}

async function readingOf({ sql, orgId }: OrgScope, mapping: Mapping): Promise<Reading> {
  const attributes = await sql<CellType[]>`
    select key, type, choices from attribute_definitions where org_id = ${orgId} and archived_at is null`;
  const members = await sql<{ id: string; name: string; email: string }[]>`
    select id, name, email from members where org_id = ${orgId} and removed_at is null
      and role in ('owner', 'admin', 'supervisor', 'agent')`;
  const labels = await sql<{ id: string; name: string }[]>`
    select id, name from labels where org_id = ${orgId} and archived_at is null`;
  return {
    mapping,
    labels: new Map(labels.map(({ id, name }) => [folded(name), id])),
    attributes: new Map(attributes.map((one) => [one.key, one])),
    executives: new Map(
      members.flatMap(({ id, name, email }) => [name, email].map((by) => [folded(by), id])),
    ),
  };
}

async function* batchesOf(
  key: string,
  { size, delimiter, at_byte, at_row, first_row }: Going,
  reading: Reading,
  most: number,
): AsyncGenerator<Batch, undefined> {
  let batch: Batch = { from: at_byte, to: at_byte, rows: [] };
  let total = at_row;
  for await (const { cells, end } of readRecords(readParts(key, size, at_byte), {
    delimiter,
    firstLine: at_row + 2,
  })) {
    batch.rows.push(readRow(first_row + total, cells, reading));
    if (++total > limits.rows) throw new UnreadableFile({ reason: "too-many-rows", at: limits.rows });
    batch.to = at_byte + end;
    if (batch.rows.length < most) continue;
    yield batch;
    batch = { from: batch.to, to: batch.to, rows: [] };
  }
  if (batch.rows.length > 0) yield batch;
  return undefined;
}

/** Somebody who wrote at the same moment may have made the same address: then it is known the next time. */
async function patiently(work: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const collided = ["23505", "40P01"].includes((error as { code?: string }).code ?? "");
      if (!collided || tries === 4) throw error;
    }
  }
}

async function finish(scope: Scope, importId: string): Promise<void> {
  const done = await inOrg(scope, async (s) => {
    const [row] = await s.sql<{ state: ImportState; size: number; counts: Record<string, number> }[]>`
      update imports set
        checked = case state when 'checking' then counts else checked end,
        counts = case state when 'checking' then ${asRow(noCounts)}::text::jsonb else counts end,
        at_byte = case state when 'checking' then start_byte else at_byte end,
        at_row = case state when 'checking' then 0 else at_row end,
        ended_at = case state when 'running' then now() end,
        state = case state when 'checking' then 'checked' else 'done' end
      where org_id = ${s.orgId} and id = ${importId} and state in ('checking', 'running')
      returning state, size::float8 as size, coalesce(case state when 'done' then counts end, checked) as counts`;
    if (!row) return null;
    const action = row.state === "done" ? "import.finished" : "import.checked";
    await record(s, { action, subject: ["import", importId], details: row.counts });
    if (row.state === "done") await publish(s, [{ kind: "contact", id: null }]);
    return row.state === "done" ? row : null;
  });
  if (done) await deleteParts(importKey(scope.orgId, importId), done.size);
}

/** Found while it was tried out: nothing of it was written. */
async function refuse(scope: Scope, importId: string, refusal: Refusal): Promise<void> {
  const size = await inOrg(scope, async (s) => {
    const [row] = await s.sql<{ size: number }[]>`
      update imports set state = 'refused', refusal = ${asRow(refusal)}::text::jsonb, ended_at = now()
      where org_id = ${s.orgId} and id = ${importId} and state in ('checking', 'running') returning size::float8 as size`;
    if (row)
      await record(s, {
        action: "import.refused",
        subject: ["import", importId],
        details: { reason: refusal.reason },
      });
    return row?.size ?? 0;
  });
  await deleteParts(importKey(scope.orgId, importId), size);
}
