import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { recordConsents } from "../consent/record-consents";
import type { Person, Plan } from "./rules/plan-rows";

/** Writes what rows ask for, each kind in one statement. `from`: what proves the consents in it. */
export async function writePlan(
  s: OrgScope,
  { made, changed, addresses, consents, labels }: Plan,
  from: { file: string; proof: string | null },
): Promise<void> {
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
      select * from unnest(${addresses.map((a) => a.id)}::uuid[], ${addresses.map((a) => a.contactId)}::uuid[],
        ${addresses.map((a) => a.kind)}::text[], ${addresses.map((a) => a.value)}::text[], ${addresses.map((a) => a.address)}::text[])
        as x(id, contact_id, kind, value, address) order by kind, value`;
  if (labels.length > 0)
    await s.sql`
      insert into contact_labels (contact_id, label_id, added_at)
      select x.*, app_now() from unnest(${labels.map((l) => l.contactId)}::uuid[], ${labels.map((l) => l.labelId)}::uuid[]) x
      on conflict do nothing`;
  await recordConsents(
    s,
    consents.map(({ row, ...said }) => ({
      ...{ ...said, channel: "any", source: "import" as const, occurredAt: s.now },
      evidence: { file: from.file, row, note: from.proof },
    })),
  );
}

const rowsOf = (people: ReadonlyMap<string, Person>) =>
  [...people].map(([id, { executiveId, ...person }]) => ({ id, ...person, executive_id: executiveId }));
