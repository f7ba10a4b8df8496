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
  /** Each contact once, with at most 1,000 rows; of two with one key the last counts. */
  people: { contactId: string; rows: WrittenRow[] }[];
  typeKey: string;
  asOf: Date;
  /** The connector or import that says so; null: a person. */
  source: string | null;
  /** Whether these are all that the source has of each: of what it wrote before, the rest goes. */
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
 * Keeps what a source says of contacts' objects of one type; however many they are, in the same few statements. A row with an unreadable
 * value stays as it was, whole, and is named; what is older than what is kept changes nothing; a repetition is harmless. Throws NOT_FOUND
 * for a contact or type that is not here, and for a merged contact or an archived type; INVALID for more than 1,000 rows.
 */
export async function writeObjects(
  scope: Scope | OrgScope,
  given: WrittenObjects,
): Promise<Map<string, ObjectsOutcome>> {
  if (given.people.some(({ rows }) => rows.length > 1_000))
    throw new DomainError("INVALID", { what: "rows" });
  return inOrg(scope, async (s) => {
    const columns = await columnsFor(s, given);
    const read = given.people.map((one) => readOwn(columns, one));
    const [changed, removed] = await Promise.all([
      keep(s, given, read),
      given.replace ? takeAway(s, given, read) : new Map<string, number>(),
    ]);
    const outcomes = read.map(({ contactId, refused }): [string, ObjectsOutcome] => [
      contactId,
      { changed: changed.get(contactId) ?? 0, removed: removed.get(contactId) ?? 0, refused },
    ]);
    for (const [contactId, outcome] of outcomes)
      if (outcome.changed + outcome.removed > 0)
        await record(s, {
          action: "contact.objects-written",
          subject: ["contact", contactId],
          details: {
            ...{ type: given.typeKey, source: given.source },
            ...{ ...outcome, refused: outcome.refused.length },
          },
        });
    await publish(
      s,
      read.map(({ contactId }) => ({ kind: "contact", id: contactId })),
    );
    return new Map(outcomes);
  });
}

/** Holds the contacts, so that they are not merged away meanwhile; always in one order, so that two answers do not interlock. */
async function columnsFor(
  { sql, orgId }: OrgScope,
  { people, typeKey }: WrittenObjects,
): Promise<ObjectColumn[]> {
  const ids = people.map(({ contactId }) => contactId);
  const [held, [type]] = await Promise.all([
    sql`
      select id from contacts where org_id = ${orgId} and id = any(${ids}::uuid[]) and merged_into is null order by id for no key update`,
    sql<{ columns: ObjectColumn[] }[]>`
      select columns from object_types where org_id = ${orgId} and key = ${typeKey} and archived_at is null`,
  ]);
  if (!type || held.length < ids.length) throw new DomainError("NOT_FOUND");
  return type.columns;
}

interface OwnRows {
  contactId: string;
  /** Every row's, those too that could not be read. */
  named: string[];
  whole: ReadRow[];
  refused: Unreadable[];
}

function readOwn(columns: ObjectColumn[], { contactId, rows }: WrittenObjects["people"][number]): OwnRows {
  const own = new Map(rows.map((row) => [storable(row.externalKey), row] as const));
  const read = [...own].map(([externalKey, row]) => readRow(columns, { ...row, externalKey }));
  return {
    contactId,
    named: [...own.keys()],
    whole: read.flatMap((one) => (Array.isArray(one) ? [] : one)),
    refused: read.flatMap((one) => (Array.isArray(one) ? one : [])),
  };
}

/** How many rows of each are new or say something else: what says the same keeps the time of its last change. */
async function keep(
  { sql, orgId }: OrgScope,
  { typeKey, asOf, source }: WrittenObjects,
  people: OwnRows[],
): Promise<Map<string, number>> {
  const list = people.flatMap(({ contactId, whole }) =>
    whole.map(({ externalKey, values }) => ({
      ...{ id: newId(), contact_id: contactId, external_key: externalKey, values },
    })),
  );
  if (list.length === 0) return new Map();
  const rows = await sql<{ contact_id: string; changed: number }[]>`
    with kept as (
      insert into contact_objects (id, type_key, contact_id, external_key, values, as_of, source, updated_at)
      select id, ${typeKey}, contact_id, external_key, values, ${asOf.toISOString()}, ${source}, app_now()
      from jsonb_to_recordset(${asRows(list)}::text::jsonb) as x(id uuid, contact_id uuid, external_key text, values jsonb)
      on conflict (org_id, contact_id, type_key, external_key) do update set values = excluded.values, as_of = excluded.as_of,
        source = excluded.source, updated_at = case when contact_objects.values = excluded.values
          then contact_objects.updated_at else excluded.updated_at end
      where contact_objects.org_id = ${orgId} and contact_objects.as_of <= excluded.as_of
      returning contact_id, updated_at = app_now() as changed)
    select contact_id, count(*)::int as changed from kept where changed group by contact_id`;
  return new Map(rows.map(({ contact_id, changed }) => [contact_id, changed]));
}

/** Only what this source wrote, and not later than it speaks now. Rows that it named but that could not be read stay. */
async function takeAway(
  { sql, orgId }: OrgScope,
  { typeKey, asOf, source }: WrittenObjects,
  people: OwnRows[],
): Promise<Map<string, number>> {
  const list = people.map(({ contactId, named }) => ({ contact_id: contactId, named }));
  const gone = await sql<{ contact_id: string }[]>`
    delete from contact_objects o
    using (select * from jsonb_to_recordset(${asRows(list)}::text::jsonb) as x(contact_id uuid, named jsonb) limit ${list.length}) x
    where o.org_id = ${orgId} and o.contact_id = x.contact_id and o.type_key = ${typeKey}
      and o.source is not distinct from ${source}::uuid and o.as_of <= ${asOf.toISOString()} and not x.named ? o.external_key
    returning o.contact_id`;
  const removed = new Map<string, number>();
  for (const { contact_id } of gone) removed.set(contact_id, (removed.get(contact_id) ?? 0) + 1);
  return removed;
}
