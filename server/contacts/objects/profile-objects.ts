import type { OrgScope } from "@/db/org";
import type { AttributeValue } from "../rules/attribute";
import type { ObjectColumn, RowAction } from "./rules/object-type";
import { type Total, totalsOf } from "./rules/totals";

export interface ProfileRow {
  id: string;
  externalKey: string;
  /** By column; what is covered is absent. */
  values: Record<string, AttributeValue>;
  /** The columns of which there is a value that only contacts.reveal tells. */
  covered: string[];
  asOf: Date;
}

export interface ProfileObjects {
  key: string;
  singular: string;
  plural: string;
  columns: ObjectColumn[];
  actions: RowAction[];
  rows: ProfileRow[];
  /** How many there are beyond the rows; the totals are of all. */
  more: number;
  totals: Total[];
  /** Of the row that is known the least newly; null without rows. */
  asOf: Date | null;
}

/** So many rows are drawn; a contact with more is a company, whose sums tell more than its lines. */
const drawn = 100;

interface Row {
  key: string;
  singular: string;
  plural: string;
  columns: ObjectColumn[];
  actions: RowAction[];
  rows: { id: string; externalKey: string; values: Record<string, AttributeValue>; asOf: string }[];
}

/** The contact's objects, by type. */
export async function readObjects({ sql, orgId }: OrgScope, contactId: string): Promise<ProfileObjects[]> {
  const types = await sql<Row[]>`
    select t.key, t.singular, t.plural, t.columns, t.actions, coalesce((
      select jsonb_agg(jsonb_build_object('id', o.id, 'externalKey', o.external_key, 'values', o.values, 'asOf', o.as_of) order by o.id)
      from contact_objects o where o.org_id = ${orgId} and o.contact_id = ${contactId} and o.type_key = t.key), '[]') as rows
    from object_types t where t.org_id = ${orgId} and t.archived_at is null order by t.position, t.key`;
  return types.map(({ rows, ...type }) => ({
    ...type,
    rows: rows
      .slice(0, drawn)
      .map(({ asOf, ...row }) => ({ ...cover(type.columns, row), asOf: new Date(asOf) })),
    more: Math.max(0, rows.length - drawn),
    totals: totalsOf(
      type.columns,
      rows.map((row) => row.values),
    ),
    asOf: rows.length > 0 ? new Date(Math.min(...rows.map((row) => Date.parse(row.asOf)))) : null,
  }));
}

function cover<R extends { values: Record<string, AttributeValue> }>(columns: ObjectColumn[], row: R) {
  const sensitive = columns.filter((column) => column.sensitive).map((column) => column.key);
  const known = new Set(columns.map((column) => column.key));
  const covered = sensitive.filter((key) => row.values[key] !== undefined);
  const open = Object.entries(row.values).filter(([key]) => known.has(key) && !sensitive.includes(key));
  return { ...row, values: Object.fromEntries(open), covered };
}
