import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { asRows, storable } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import type { ObjectColumn } from "./rules/object-type";
import { type ReadRow, readRow, type Unreadable, type WrittenRow } from "./rules/read-row";

export interface WrittenObjects {
  contactId: string;
  typeKey: string;
  /** At most 1,000; of two with one key the last counts. */
  rows: WrittenRow[];
  asOf: Date;
  /** The connector or import that says so; null: a person. */
  source: string | null;
  /** Whether these are all that the source has: of what it wrote before, the rest goes. */
  replace: boolean;
}

export interface ObjectsOutcome {
  /** How many rows are new or say something else than before. */
  changed: number;
  removed: number;
  /** Rows that were left as they were, each by its first unreadable column and the others of it. */
  refused: Unreadable[];
}

/**
 * Keeps what a source says of a contact's objects of one type. A row with an unreadable value stays as it was, whole, and is named;
 * what is older than what is kept changes nothing; a repetition is harmless. Throws NOT_FOUND for a contact or type that is not here,
 * and for a merged contact or an archived type; INVALID for more than 1,000 rows.
 */
export async function writeObjects(scope: Scope | OrgScope, given: WrittenObjects): Promise<ObjectsOutcome> {
  if (given.rows.length > 1_000) throw new DomainError("INVALID", { what: "rows" });
  return inOrg(scope, async (s) => {
    const columns = await columnsFor(s, given);
    const rows = new Map(given.rows.map((row) => [storable(row.externalKey), row] as const));
    const read = [...rows].map(([externalKey, row]) => readRow(columns, { ...row, externalKey }));
    const refused = read.flatMap((one) => (Array.isArray(one) ? one : []));
    const whole = read.flatMap((one) => (Array.isArray(one) ? [] : one));
    const [changed, removed] = await Promise.all([
      keep(s, given, whole),
      given.replace ? takeAway(s, given, [...rows.keys()]) : 0,
    ]);
    if (changed + removed > 0)
      await record(s, {
        action: "contact.objects-written",
        subject: ["contact", given.contactId],
        details: { type: given.typeKey, source: given.source, changed, removed, refused: refused.length },
      });
    await publish(s, [{ kind: "contact", id: given.contactId }]);
    return { changed, removed, refused };
  });
}

/** Holds the contact, so that it is not merged away meanwhile and two answers of one source do not interlock. */
async function columnsFor(
  { sql, orgId }: OrgScope,
  { contactId, typeKey }: WrittenObjects,
): Promise<ObjectColumn[]> {
  const [found] = await sql<{ columns: ObjectColumn[] }[]>`
    select t.columns from contacts k join object_types t on t.org_id = ${orgId} and t.key = ${typeKey} and t.archived_at is null
    where k.org_id = ${orgId} and k.id = ${contactId} and k.merged_into is null for no key update of k`;
  if (!found) throw new DomainError("NOT_FOUND");
  return found.columns;
}

async function keep(
  { sql, orgId }: OrgScope,
  { contactId, typeKey, asOf, source }: WrittenObjects,
  rows: ReadRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const list = rows.map(({ externalKey, values }) => ({ id: newId(), external_key: externalKey, values }));
  const [counted] = await sql<{ changed: number }[]>`
    with given as materialized (
      select * from jsonb_to_recordset(${asRows(list)}::text::jsonb) as x(id uuid, external_key text, values jsonb)),
    before as materialized (
      select external_key, values from contact_objects where org_id = ${orgId} and contact_id = ${contactId} and type_key = ${typeKey}),
    kept as (
      insert into contact_objects (id, type_key, contact_id, external_key, values, as_of, source, updated_at)
      select id, ${typeKey}, ${contactId}, external_key, values, ${asOf.toISOString()}, ${source}, app_now() from given
      on conflict (org_id, contact_id, type_key, external_key) do update set values = excluded.values, as_of = excluded.as_of,
        source = excluded.source, updated_at = case when contact_objects.values = excluded.values
          then contact_objects.updated_at else excluded.updated_at end
      where contact_objects.as_of <= excluded.as_of
      returning external_key, values)
    select count(*)::int as changed from kept left join before using (external_key) where before.values is distinct from kept.values`;
  return counted?.changed ?? 0;
}

/** Only what this source wrote, and not later than it speaks now. Rows that it named but that could not be read stay. */
async function takeAway(
  { sql, orgId }: OrgScope,
  { contactId, typeKey, asOf, source }: WrittenObjects,
  named: string[],
): Promise<number> {
  const gone = await sql`
    delete from contact_objects where org_id = ${orgId} and contact_id = ${contactId} and type_key = ${typeKey}
      and source is not distinct from ${source}::uuid and as_of <= ${asOf.toISOString()} and external_key <> all(${named}::text[])`;
  return gone.count;
}
