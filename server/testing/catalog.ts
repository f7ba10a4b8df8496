import type { Sql } from "postgres";

export interface OrgTable {
  name: string;
  /** The column that says whose a row is: `org_id`, or `id` of the organizations themselves. */
  column: string;
  /** All that can be written, quoted: without what the database reckons itself. */
  columns: string;
}

/** Every table that holds rows of organizations, as the database knows them. */
export async function orgTables(owner: Sql): Promise<OrgTable[]> {
  return owner<OrgTable[]>`
    select t.*, (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = t.name::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from (
      select c.relname as name, 'org_id' as column from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      union all select 'organizations', 'id') t order by 1`;
}

/** Values for columns that must have one, by type; `n` keeps them apart. */
const samples: Record<string, (n: number) => string> = {
  uuid: () => "gen_random_uuid()",
  text: (n) => `'sample ${n}'`,
  jsonb: () => "'{}'",
  boolean: () => "false",
  "timestamp with time zone": () => "now()",
  date: () => "current_date",
  bytea: (n) => `'\\x${n.toString(16).padStart(4, "0")}'`,
  "uuid[]": () => "'{}'",
  integer: (n) => `${n}`,
  smallint: (n) => `${n}`,
  bigint: (n) => `${n}`,
  xid8: (n) => `'${n}'`,
  numeric: (n) => `${n}`,
};

let counter = 0;

/**
 * Puts one row of an organization into a table, whatever its columns are: foreign keys, triggers and row-level security
 * are off for the owner's session, checks must have been dropped before. Returns the row.
 */
export async function sampleRow(
  owner: Sql,
  table: OrgTable,
  orgId: string,
): Promise<Record<string, unknown>> {
  const columns = await owner<{ name: string; type: string }[]>`
    select a.attname as name, format_type(a.atttypid, null) as type from pg_attribute a
    where a.attrelid = ${table.name}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and a.attidentity = '' and ((a.attnotnull and not a.atthasdef) or a.attname = ${table.column})`;
  const values = columns.map(({ name, type }) => {
    if (name === table.column) return `'${orgId}'`;
    const sample = samples[type];
    if (!sample) throw new Error(`No sample for ${table.name}.${name}, a ${type}`);
    return sample(++counter);
  });
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const [row] = await owner.unsafe<{ row: Record<string, unknown> }[]>(
    `insert into "${table.name}" as t (${names}) values (${values.join(", ")}) returning to_jsonb(t) as row`,
  );
  return row?.row ?? {};
}

/** Takes away what a sample row could not satisfy, in a database that ends with its test. */
export async function dropChecks(owner: Sql): Promise<void> {
  const checks = await owner<{ relation: string; name: string }[]>`
    select conrelid::regclass::text as relation, conname as name from pg_constraint
    where contype = 'c' and connamespace = 'public'::regnamespace and conparentid = 0`;
  for (const { relation, name } of checks)
    await owner.unsafe(`alter table ${relation} drop constraint "${name}"`);
}
