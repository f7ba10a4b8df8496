import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import type { AttributePlace, AttributeType } from "./rules/attribute";

export interface Attribute {
  key: string;
  label: string;
  type: AttributeType;
  choices: string[];
  /** Of money: ISO 4217. */
  currency: string | null;
  sensitive: boolean;
  place: AttributePlace;
  archived: boolean;
}

/** What is kept of contacts, in the order of a contact's page; archived ones too: values of them may be there. */
export async function attributeList(scope: MemberScope): Promise<Attribute[]> {
  return inOrg(scope, async ({ sql, orgId }) => [
    ...(await sql<Attribute[]>`
      select key, label, type, choices, currency, sensitive, place, archived_at is not null as archived from attribute_definitions
      where org_id = ${orgId} order by position, lower(label)`),
  ]);
}
