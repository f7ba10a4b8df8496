import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow, asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import type { Scope } from "@/server/scope";
import { limits } from "./rules/file";
import { type Book, keyOf, type Person, type Plan, planRows } from "./rules/plan-rows";
import { isRowError, type Reading, type ReadRow, readRow } from "./rules/read-row";
import type { Counts, ImportState, RowError } from "./schema";

export interface Batch {
  /** Where it begins and ends, in bytes of the file. */
  from: number;
  to: number;
  rows: string[][];
}

interface Locked {
  state: ImportState;
  at_row: number;
  first_row: number;
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
  reading: Reading,
): Promise<boolean> {
  return inOrg(scope, async (s) => {
    const [at] = await s.sql<Locked[]>`
      select state, at_row, counts, first_row from imports
      where org_id = ${s.orgId} and id = ${importId} and state in ('checking', 'running') and at_byte = ${batch.from} for update`;
    if (!at) return false;
    const read = batch.rows.map((cells, i) => readRow(at.first_row + at.at_row + i, cells, reading));
    const taken = read.filter((row): row is ReadRow => row !== null && !isRowError(row));
    const plan = planRows(await bookOf(s, taken, at.state === "running"), taken, newId);
    const errors = [
      ...read.filter((row): row is RowError => row !== null && isRowError(row)),
      ...plan.errors,
    ];
    if (at.state === "running") await write(s, plan);
    await keepErrors(s, importId, errors.slice(0, Math.max(0, limits.errors - at.counts.refused)));
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

/** Who is known by the addresses in these rows; held until the end, so that nobody's change in between is lost. */
async function bookOf(s: OrgScope, rows: readonly ReadRow[], hold: boolean): Promise<Book> {
  const keys = [
    ...new Map(rows.flatMap((row) => row.keys.map((key) => [keyOf(key), key] as const))).values(),
  ];
  const found = await s.sql<{ kind: "phone"; value: string; contact_id: string }[]>`
    select i.kind, i.value, i.contact_id
    from unnest(${keys.map((k) => k.kind)}::text[], ${keys.map((k) => k.value)}::text[]) k(kind, value)
    join identities i on i.org_id = ${s.orgId} and i.kind = k.kind and i.value = k.value`;
  const ids = [...new Set(found.map((row) => row.contact_id))];
  const people =
    ids.length === 0
      ? []
      : await s.sql<(Person & { id: string })[]>`
          select id, name, country, attributes, executive_id as "executiveId" from contacts
          where org_id = ${s.orgId} and id = any(${ids}::uuid[]) order by id ${hold ? s.sql`for no key update` : s.sql``}`;
  return {
    byKey: new Map(found.map((row) => [keyOf(row), row.contact_id])),
    people: new Map(people.map(({ id, ...person }) => [id, person])),
  };
}

async function write(s: OrgScope, { made, changed, addresses }: Plan): Promise<void> {
  if (made.size > 0)
    await s.sql`
      insert into contacts (id, name, country, attributes, executive_id)
      select * from jsonb_to_recordset(${asRows(rowsOf(made))}::text::jsonb)
        as x(id uuid, name text, country text, attributes jsonb, executive_id uuid)`;
  if (changed.size > 0)
    await s.sql`
      update contacts c set name = x.name, country = x.country, attributes = x.attributes, executive_id = x.executive_id
      from (select * from jsonb_to_recordset(${asRows(rowsOf(changed))}::text::jsonb)
        as x(id uuid, name text, country text, attributes jsonb, executive_id uuid) limit ${changed.size}) x
      where c.org_id = ${s.orgId} and c.id = x.id`;
  if (addresses.length > 0)
    await s.sql`
      insert into identities (id, contact_id, kind, value, address)
      select * from unnest(${addresses.map(() => newId())}::uuid[], ${addresses.map((a) => a.contactId)}::uuid[],
        ${addresses.map((a) => a.kind)}::text[], ${addresses.map((a) => a.value)}::text[], ${addresses.map((a) => a.address)}::text[])
        as x(id, contact_id, kind, value, address) order by kind, value`;
}

const rowsOf = (people: ReadonlyMap<string, Person>) =>
  [...people].map(([id, { executiveId, ...person }]) => ({ id, ...person, executive_id: executiveId }));

async function keepErrors(s: OrgScope, importId: string, errors: RowError[]): Promise<void> {
  if (errors.length === 0) return;
  await s.sql`
    insert into import_errors (import_id, "row", "column", reason)
    select ${importId}, x.* from unnest(${errors.map((e) => e.row)}::int[], ${errors.map((e) => e.column)}::int[],
      ${errors.map((e) => e.reason)}::text[]) x on conflict do nothing`;
}
