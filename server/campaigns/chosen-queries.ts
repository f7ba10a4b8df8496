import type { z } from "zod";
import { inOrg } from "@/db/org";
import { writtenPhone } from "@/server/contacts/rules/phone";
import type { MemberScope } from "@/server/scope";
import type { chosenInput } from "./schema";

export interface Chosen {
  id: string;
  name: string | null;
  /** As people write it. */
  address: string | null;
}

/** Who was picked by hand, by name; who is not here any more is absent. */
export async function chosenContacts(
  scope: MemberScope,
  { contactIds }: z.infer<typeof chosenInput>,
): Promise<Chosen[]> {
  const rows = await inOrg(
    scope,
    ({ sql, orgId }) => sql<Chosen[]>`
      select k.id, k.name, (select i.address from identities i where i.org_id = ${orgId} and i.contact_id = k.id and i.kind = 'phone'
        order by i.created_at desc limit 1) as address
      from contacts k where k.org_id = ${orgId} and k.id = any(${contactIds}::uuid[]) and k.merged_into is null order by lower(k.name), k.id`,
  );
  return rows.map((row) => ({ ...row, address: row.address && writtenPhone(row.address) }));
}
