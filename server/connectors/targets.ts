import { inOrg } from "@/db/org";
import type { ObjectColumn } from "@/server/contacts/objects/rules/object-type";
import type { MemberScope } from "@/server/scope";

/** Where an answer can be kept: attributes of contacts, and columns of their objects. */
export interface Targets {
  attributes: { key: string; label: string }[];
  types: { key: string; label: string; columns: { key: string; label: string }[] }[];
}

/** What is in use, in the order in which it is shown. */
export async function mappingTargets(scope: MemberScope): Promise<Targets> {
  return inOrg(scope, async ({ sql, orgId }) => {
    const [attributes, types] = await Promise.all([
      sql<Targets["attributes"]>`
        select key, label from attribute_definitions where org_id = ${orgId} and archived_at is null order by lower(label)`,
      sql<{ key: string; label: string; columns: ObjectColumn[] }[]>`
        select key, plural as label, columns from object_types where org_id = ${orgId} and archived_at is null order by position, key`,
    ]);
    const named = types.map((type) => ({
      ...type,
      columns: type.columns.map(({ key, label }) => ({ key, label })),
    }));
    return { attributes: [...attributes], types: named };
  });
}
