import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import type { ObjectColumn, RowAction } from "./rules/object-type";

export interface ObjectType {
  key: string;
  singular: string;
  plural: string;
  columns: ObjectColumn[];
  actions: RowAction[];
  archived: boolean;
}

/** What is kept many of per contact, in the order of their tables; archived ones too, behind them. */
export async function objectTypeList(scope: MemberScope): Promise<ObjectType[]> {
  return inOrg(scope, async ({ sql, orgId }) => [
    ...(await sql<ObjectType[]>`
      select key, singular, plural, columns, actions, archived_at is not null as archived from object_types
      where org_id = ${orgId} order by archived_at is not null, position, key`),
  ]);
}
