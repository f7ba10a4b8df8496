import type { OrgScope } from "@/db/org";
import type { Moved } from "./schema";

/** What a contact has beside addresses and conversations, and by what one row meets another of the same contact. */
const belongings = {
  contact_objects: ["type_key", "external_key"],
  contact_notes: null,
  contact_labels: ["label_id"],
  segment_contacts: ["segment_id"],
  campaign_recipients: ["campaign_id"],
  reached: ["connection_id"],
} as const;
type Table = keyof typeof belongings;
/** What has no id of its own is named by what it ties the contact to. */
const namedBy: Partial<Record<Table, string>> = {
  contact_labels: "label_id",
  segment_contacts: "segment_id",
  campaign_recipients: "campaign_id",
  reached: "connection_id",
};

/**
 * Takes along what a contact has: rows that the other has too stay behind, and are there again when the merge is undone. Returns what
 * went, by table: objects and notes by their ids, labels and lists by theirs.
 */
export async function carry(
  scope: OrgScope,
  from: string,
  to: string,
): Promise<NonNullable<Moved["carried"]>> {
  const carried: Record<string, string[]> = {};
  for (const table of Object.keys(belongings) as Table[])
    carried[table] = await take(scope, table, from, to, null);
  return carried;
}

/** Gives back what went. */
export async function carryBack(
  scope: OrgScope,
  from: string,
  to: string,
  carried: Moved["carried"] = {},
): Promise<void> {
  for (const table of Object.keys(belongings) as Table[])
    await take(scope, table, from, to, carried[table] ?? []);
}

async function take(
  { sql, orgId }: OrgScope,
  table: Table,
  from: string,
  to: string,
  only: string[] | null,
): Promise<string[]> {
  const id = sql(namedBy[table] ?? "id");
  const keys = belongings[table];
  const met = keys
    ? sql`and not exists (select 1 from ${sql(table)} o where o.org_id = ${orgId} and o.contact_id = ${to}
        and (${sql(keys.map((key) => `o.${key}`))}) = (${sql(keys.map((key) => `t.${key}`))}))`
    : sql``;
  const rows = await sql<{ id: string }[]>`
    update ${sql(table)} t set contact_id = ${to} where t.org_id = ${orgId} and t.contact_id = ${from}
      ${only ? sql`and t.${id} = any(${only}::uuid[])` : sql``} ${met} returning t.${id} as id`;
  return rows.map((row) => row.id);
}
