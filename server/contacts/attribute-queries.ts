import { z } from "zod";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { type AttributeType, type AttributeValue, readAttribute } from "./rules/attribute";

export interface Attribute {
  key: string;
  label: string;
  type: AttributeType;
  choices: string[];
  archived: boolean;
}

/** What is kept of contacts, in the order of the names; archived ones too: values of them may be there. */
export async function attributeList(scope: MemberScope): Promise<Attribute[]> {
  return inOrg(scope, async ({ sql, orgId }) => [
    ...(await sql<Attribute[]>`
      select key, label, type, choices, archived_at is not null as archived from attribute_definitions
      where org_id = ${orgId} order by lower(label)`),
  ]);
}

export const contactInput = z.object({ contactId: z.uuid() });

export interface Profile {
  /** Each that is in use, with the contact's value; null where there is none. */
  attributes: (Omit<Attribute, "archived"> & { value: AttributeValue | null })[];
  executive: { id: string; name: string; gone: boolean } | null;
}

/** What is kept of one contact, and to whom they belong. Throws NOT_FOUND. */
export async function contactProfile(
  scope: MemberScope,
  { contactId }: z.infer<typeof contactInput>,
): Promise<Profile> {
  const all = await attributeList(scope);
  return inOrg(scope, async ({ sql, orgId }) => {
    const [contact] = await sql<
      { attributes: Record<string, unknown>; id: string | null; name: string | null; gone: boolean }[]
    >`
      select k.attributes, m.id, m.name, m.removed_at is not null as gone
      from contacts k left join members m on m.org_id = ${orgId} and m.id = k.executive_id
      where k.org_id = ${orgId} and k.id = ${contactId}`;
    if (!contact) throw new DomainError("NOT_FOUND");
    return {
      attributes: all
        .filter((one) => !one.archived)
        .map(({ archived, ...one }) => ({
          ...one,
          value: readAttribute(one.type, contact.attributes[one.key]),
        })),
      executive: contact.id ? { id: contact.id, name: contact.name ?? "", gone: contact.gone } : null,
    };
  });
}
