import type { OrgScope } from "@/db/org";
import type { Mapping } from "./rules/mapping";
import { type Book, keyOf, type Person } from "./rules/plan-rows";
import type { ReadRow } from "./rules/read-row";

type Known = { kind: "phone"; value: string; contact_id: string; id: string };

/** Who is known by the addresses in these rows; held until the end, so that nobody's change in between is lost. */
export async function readBook(
  s: OrgScope,
  rows: readonly ReadRow[],
  { mapping, hold }: { mapping: Mapping; hold: boolean },
): Promise<Book> {
  const keys = [
    ...new Map(rows.flatMap((row) => row.keys.map((key) => [keyOf(key), key] as const))).values(),
  ];
  const found = await s.sql<Known[]>`
    select i.kind, i.value, i.contact_id, i.id
    from unnest(${keys.map((k) => k.kind)}::text[], ${keys.map((k) => k.value)}::text[]) k(kind, value)
    join identities i on i.org_id = ${s.orgId} and i.kind = k.kind and i.value = k.value`;
  const ids = [...new Set(found.map((row) => row.contact_id))];
  const people =
    ids.length === 0
      ? []
      : await s.sql<(Person & { id: string })[]>`
          select id, name, country, attributes, executive_id as "executiveId" from contacts
          where org_id = ${s.orgId} and id = any(${ids}::uuid[]) order by id ${hold ? s.sql`for no key update` : s.sql``}`;
  const has = (to: string) => ids.length > 0 && mapping.columns.some((column) => column.to === to);
  return {
    byKey: new Map(found.map((row) => [keyOf(row), row.contact_id])),
    people: new Map(people.map(({ id, ...person }) => [id, person])),
    identities: new Map(found.map((row) => [row.contact_id, row.id])),
    said: has("consent") ? await saidBy(s, ids) : new Map(),
    labelled: has("label") ? await labelsOf(s, ids) : new Set(),
  };
}

/** What each said last of each purpose, on whichever channel; of a yes and a no of one moment the no. */
async function saidBy({ sql, orgId }: OrgScope, ids: string[]): Promise<Book["said"]> {
  const rows = await sql<{ contact_id: string; purpose: string; state: "in" | "out" }[]>`
    select distinct on (i.contact_id, s.purpose) i.contact_id, s.purpose, s.state
    from identities i join consents s on s.org_id = i.org_id and s.identity_id = i.id
    where i.org_id = ${orgId} and i.contact_id = any(${ids}::uuid[])
    order by i.contact_id, s.purpose, s.occurred_at desc, s.state desc`;
  return new Map(rows.map((row) => [`${row.contact_id}:${row.purpose}`, row.state]));
}

async function labelsOf({ sql, orgId }: OrgScope, ids: string[]): Promise<Book["labelled"]> {
  const rows = await sql<{ contact_id: string; label_id: string }[]>`
    select contact_id, label_id from contact_labels where org_id = ${orgId} and contact_id = any(${ids}::uuid[])`;
  return new Set(rows.map((row) => `${row.contact_id}:${row.label_id}`));
}
