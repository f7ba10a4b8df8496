import { z } from "zod";
import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { writtenPhone } from "./rules/phone";

export const findContactsInput = z.object({ find: z.string().trim().max(80) });

export interface FoundContact {
  id: string;
  name: string | null;
  address: string;
}

/** The eight contacts that fit best by a part of the name or of the number; the newest ones for no words. */
export async function findContacts(
  scope: MemberScope,
  { find }: z.infer<typeof findContactsInput>,
): Promise<FoundContact[]> {
  const like = `%${find.replace(/[\\%_]/g, "\\$&")}%`;
  const digits = find.replace(/\D/g, "");
  const byNumber = digits.length > 2 && /^[+\d\s().-]*$/.test(find) ? `%${digits}%` : null;
  const rows = await inOrg(
    scope,
    (s) => s.sql<(FoundContact & { kind: string })[]>`
      select k.id, k.name, i.kind, case when i.kind = 'phone' then i.address else coalesce(i.username, i.address) end as address
      from contacts k cross join lateral (
        select kind, address, username from identities i where i.org_id = k.org_id and i.contact_id = k.id
          and i.kind in ('phone', 'scoped') order by kind, created_at desc limit 1) i
      where k.org_id = ${s.orgId} and k.merged_into is null and (k.name ilike ${like} or (${byNumber}::text is not null and exists (
        select 1 from identities n where n.org_id = k.org_id and n.contact_id = k.id and n.value like ${byNumber})))
      order by k.id desc limit 8`,
  );
  return rows.map(({ kind, ...row }) => ({
    ...row,
    address: kind === "phone" ? writtenPhone(row.address) : row.address,
  }));
}
