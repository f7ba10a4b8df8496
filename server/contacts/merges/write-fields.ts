import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import type { Fields } from "../rules/merge";

/** Gives a contact, whose row the caller holds, these fields. */
export async function writeFields(
  { sql, orgId }: OrgScope,
  contactId: string,
  fields: Fields,
): Promise<void> {
  const { name, country, executiveId, attributes } = fields;
  await sql`
    update contacts set name = ${name}, country = ${country}, executive_id = ${executiveId},
      attributes = ${asRow(attributes)}::text::jsonb
    where org_id = ${orgId} and id = ${contactId}`;
}
