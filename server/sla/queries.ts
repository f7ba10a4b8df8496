import { inOrg, type OrgScope } from "@/db/org";
import type { Scope } from "@/server/scope";
import type { Policy } from "./rules/due";

export interface KeptPolicy extends Policy {
  id: string;
  teamName: string | null;
}

/** What is promised, everybody's last. */
export async function policyList(scope: Scope): Promise<KeptPolicy[]> {
  return inOrg(scope, readPolicies);
}

export async function readPolicies(s: OrgScope): Promise<KeptPolicy[]> {
  const rows = await s.sql<KeptPolicy[]>`
    select p.id, p.team_id as "teamId", t.name as "teamName", p.priority, p.first_minutes as "firstMinutes",
      p.next_minutes as "nextMinutes", p.resolution_minutes as "resolutionMinutes"
    from sla_policies p left join teams t on t.org_id = p.org_id and t.id = p.team_id
    where p.org_id = ${s.orgId} and t.removed_at is null order by t.name nulls last, p.priority desc nulls last`;
  return [...rows];
}
