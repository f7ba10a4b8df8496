import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import type { LabelColor } from "./rules/colors";

export interface Label {
  id: string;
  name: string;
  color: LabelColor;
  archived: boolean;
}

/** Every label of the organization in the order of their names, archived ones too: old conversations have them. */
export async function labelList(scope: MemberScope): Promise<Label[]> {
  return inOrg(scope, async (s) => [
    ...(await s.sql<Label[]>`
      select id, name, color, archived_at is not null as archived from labels where org_id = ${s.orgId} order by lower(name)`),
  ]);
}
