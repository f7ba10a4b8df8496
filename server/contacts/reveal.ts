import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import type { AttributeValue } from "./rules/attribute";
import type { coveredField } from "./schema";

type Field = z.infer<typeof coveredField>;

/**
 * Uncovers one sensitive field, which the audit remembers: who saw which field of whom, never what it said.
 * Gives the attribute's value under its key, or the column's by the ids of the objects. Throws NOT_FOUND.
 */
export async function reveal(scope: MemberScope, field: Field): Promise<Record<string, AttributeValue>> {
  return inOrg(scope, async (s) => {
    const values = await (field.typeKey ? ofObjects(s, field, field.typeKey) : ofContact(s, field));
    await record(s, {
      action: "contact.revealed",
      subject: ["contact", field.contactId],
      details: { fields: [field.typeKey ? `${field.typeKey}.${field.key}` : field.key] },
    });
    return values;
  });
}

async function ofContact({ sql, orgId }: OrgScope, { contactId, key }: Field) {
  const [row] = await sql<{ value: AttributeValue | null }[]>`
    select k.attributes->d.key as value from contacts k join attribute_definitions d on d.org_id = ${orgId} and d.key = ${key}
      and d.archived_at is null
    where k.org_id = ${orgId} and k.id = ${contactId}`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row.value === null ? {} : { [key]: row.value };
}

async function ofObjects({ sql, orgId }: OrgScope, { contactId, key }: Field, typeKey: string) {
  const [row] = await sql<{ values: Record<string, AttributeValue> }[]>`
    select coalesce((select jsonb_object_agg(o.id, o.values->${key}::text) from contact_objects o
      where o.org_id = ${orgId} and o.contact_id = k.id and o.type_key = t.key and o.values ? ${key}::text), '{}') as values
    from contacts k join object_types t on t.org_id = ${orgId} and t.key = ${typeKey} and t.archived_at is null
      and t.columns @> jsonb_build_array(jsonb_build_object('key', ${key}::text))
    where k.org_id = ${orgId} and k.id = ${contactId}`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row.values;
}
