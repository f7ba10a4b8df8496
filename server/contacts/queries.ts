import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { writtenPhone } from "./rules/phone";

export const findContactsInput = z.object({ find: z.string().trim().max(80) });

export interface FoundContact {
  id: string;
  name: string | null;
  address: string;
}

const few = 8;

/** The contacts that fit best by a part of the name (accents and slips forgiven) or of the number; the newest for no words. */
export async function findContacts(
  scope: MemberScope,
  { find }: z.infer<typeof findContactsInput>,
): Promise<FoundContact[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<(FoundContact & { kind: string })[]>`
      with p as materialized (${find ? fitting(s, find) : newest(s)})
      select k.id, k.name, i.kind, case when i.kind = 'phone' then i.address else coalesce(i.username, i.address) end as address
      from p join contacts k on k.org_id = ${s.orgId} and k.id = p.id cross join lateral (
        select kind, address, username from identities i where i.org_id = ${s.orgId} and i.contact_id = k.id
          and i.kind in ('phone', 'scoped') order by kind, created_at desc limit 1) i
      order by p.place`,
  );
  return rows.map(({ kind, ...row }) => ({
    ...row,
    address: kind === "phone" ? writtenPhone(row.address) : row.address,
  }));
}

/** Who may read contacts reads all of them: the search is not narrowed to the conversations that one sees. */
function fitting({ sql }: OrgScope, find: string) {
  const digits = /^[+\d\s().-]*$/.test(find) ? find.replace(/\D/g, "") : "";
  return sql`
    select contact_id as id, row_number() over () as place
    from search_contacts(${find.split(/\s+/)}::text[], ${digits}::text, ${few})`;
}

function newest({ sql, orgId }: OrgScope) {
  return sql`
    select id, row_number() over (order by id desc) as place from contacts
    where org_id = ${orgId} and merged_into is null order by id desc limit ${few}`;
}
