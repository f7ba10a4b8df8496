import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { csvLine, csvStart } from "@/server/csv";
import type { MemberScope } from "@/server/scope";

/**
 * Every contact as a line of a CSV, in the order in which they came, page by page; no cell is a formula to a spreadsheet. Who took them
 * is in the audit before the first line leaves.
 */
export async function exportContacts(
  scope: MemberScope,
  head: readonly string[],
): Promise<AsyncGenerator<string>> {
  const attributes = await inOrg(scope, async (s) => {
    await record(s, { action: "contacts.exported", subject: ["contact", null] });
    // What is covered on the screen does not leave in a file.
    return s.sql<Column[]>`
      select key, label from attribute_definitions
      where org_id = ${s.orgId} and archived_at is null and not sensitive order by lower(label)`;
  });
  return lines(scope, head, attributes);
}

interface Column {
  key: string;
  label: string;
}

interface Row {
  id: string;
  name: string | null;
  country: string | null;
  attributes: Record<string, unknown>;
  executive: string | null;
  phones: string | null;
  emails: string | null;
  codes: string | null;
  created_at: string;
}

async function* lines(
  scope: MemberScope,
  head: readonly string[],
  attributes: Column[],
): AsyncGenerator<string> {
  yield csvStart + csvLine([...head, ...attributes.map((one) => one.label)]);
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const rows = await page(scope, after);
    if (rows.length === 0) return;
    yield rows.map((row) => lineOf(row, attributes)).join("");
    after = rows.at(-1)?.id ?? after;
  }
}

async function page(scope: MemberScope, after: string): Promise<Row[]> {
  return inOrg(
    scope,
    (s) => s.sql<Row[]>`
      select k.id, k.name, k.country, k.attributes, m.name as executive, i.phones, i.emails, i.codes, k.created_at
      from (select * from contacts where org_id = ${s.orgId} and merged_into is null and id > ${after} order by id limit 1000) k
        left join members m on m.org_id = ${s.orgId} and m.id = k.executive_id
        left join lateral (
          select string_agg('+' || ltrim(address, '+'), '; ') filter (where kind = 'phone') as phones,
            string_agg(address, '; ') filter (where kind = 'email') as emails,
            string_agg(address, '; ') filter (where kind = 'external') as codes
          from identities i where i.org_id = ${s.orgId} and i.contact_id = k.id) i on true
      order by k.id`,
  );
}

function lineOf(row: Row, attributes: Column[]): string {
  return csvLine([
    ...[row.name, row.phones, row.emails, row.codes, row.country, row.executive],
    new Date(row.created_at),
    ...attributes.map(({ key }) => cellOf(row.attributes[key])),
  ]);
}

const cellOf = (value: unknown): string | number | null =>
  value === undefined || value === null ? null : typeof value === "number" ? value : String(value);
