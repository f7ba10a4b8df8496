import type { OrgScope } from "@/db/org";
import { variantsOf } from "../rules/phone";
import type { Subject } from "./walk";

/** So short an address would be found in what is somebody else's; what organizations number by themselves is no carrier's. */
const shortest = 6;

/** The contact, those that were merged into it, and how their addresses stand in what carriers sent. */
export async function subjectOf({ sql, orgId }: OrgScope, contactId: string): Promise<Subject> {
  const contacts = await sql<{ id: string }[]>`
    with recursive them as (
      select id from contacts where org_id = ${orgId} and id = ${contactId}
      union select c.id from contacts c join them on c.org_id = ${orgId} and c.merged_into = them.id)
    select id from them`;
  const contactIds = contacts.map(({ id }) => id);
  const addresses = await sql<
    { kind: string; address: string; dialled: string | null; username: string | null }[]
  >`
    select kind, address, dialled, username from identities where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[])
      and kind in ('phone', 'scoped', 'email')`;
  const forms = addresses.flatMap(({ kind, address, dialled, username }) => [
    ...(kind === "phone"
      ? [address.replace(/\D/g, ""), ...variantsOf(`+${address.replace(/\D/g, "")}`)]
      : [address]),
    ...(dialled ? [dialled.replace(/\D/g, "")] : []),
    ...(username ? [`"${username}"`] : []),
  ]);
  const needles = [...new Set(forms)]
    .filter((form) => form.length >= shortest)
    .map((form) => `%${escaped(form)}%`);
  return { contactIds, needles };
}

const escaped = (form: string) => form.replace(/[\\%_]/g, "\\$&");
