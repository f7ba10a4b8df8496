import { newId } from "@/db/id";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { keepDue } from "./keep-due";
import type { PolicyInput } from "./schema";

/** Promises anew for a team and priority: in place of what was promised there. Throws NOT_FOUND for a team that is not here. */
export async function setPolicy(scope: MemberScope, input: PolicyInput): Promise<{ policyId: string }> {
  const { teamId, priority, firstMinutes, nextMinutes, resolutionMinutes } = input;
  return inOrg(scope, async (s) => {
    const [team] = teamId
      ? await s.sql`select 1 from teams where org_id = ${s.orgId} and id = ${teamId} and removed_at is null for share`
      : [true];
    if (!team) throw new DomainError("NOT_FOUND", { teamId });
    const [policy] = await s.sql<{ id: string }[]>`
      insert into sla_policies (id, team_id, priority, first_minutes, next_minutes, resolution_minutes)
      values (${newId()}, ${teamId}, ${priority}, ${firstMinutes}, ${nextMinutes}, ${resolutionMinutes})
      on conflict (org_id, team_id, priority) do update set first_minutes = excluded.first_minutes,
        next_minutes = excluded.next_minutes, resolution_minutes = excluded.resolution_minutes
      returning id`;
    if (!policy) throw new DomainError("CONFLICT");
    const details = { teamId, priority, firstMinutes, nextMinutes, resolutionMinutes };
    await record(s, { action: "sla.set", subject: ["sla", policy.id], details });
    afterCommit(s, () => keepDue(scope));
    return { policyId: policy.id };
  });
}
