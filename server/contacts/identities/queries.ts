import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import type { OnMatch } from "../rules/merge";

export interface Identifier {
  key: string;
  label: string;
  onMatch: OnMatch;
  archived: boolean;
}

/** By what customers are told apart, in the order of the names. */
export async function identifierList(scope: MemberScope): Promise<Identifier[]> {
  return inOrg(scope, async ({ sql, orgId }) => [
    ...(await sql<Identifier[]>`
      select key, label, on_match as "onMatch", archived_at is not null as archived from identifiers
      where org_id = ${orgId} order by lower(label)`),
  ]);
}
