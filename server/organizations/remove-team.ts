import { and, eq, isNull, or } from "drizzle-orm";
import { inOrg, type OrgScope } from "@/db/org";
import { channelAccounts } from "@/db/schema/channels";
import { teamMembers, teams } from "@/db/schema/organizations";
import { workItems } from "@/db/schema/routing";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";

/**
 * Removes a team that nothing leads to any more; its past conversations keep its name. Throws NOT_FOUND, and CONFLICT
 * while a number or open work still belongs to it.
 */
export async function removeTeam(scope: MemberScope, input: { teamId: string }): Promise<void> {
  const { teamId } = input;
  await inOrg(scope, async (s) => {
    const removed = await s.db
      .update(teams)
      .set({ removedAt: s.now })
      .where(and(eq(teams.id, teamId), isNull(teams.removedAt)))
      .returning({ id: teams.id });
    if (removed.length === 0) throw new DomainError("NOT_FOUND");
    await refuseInUse(s, teamId);
    await s.db.delete(teamMembers).where(eq(teamMembers.teamId, teamId));
    await record(s, { action: "team.removed", subject: ["team", teamId] });
    await publish(s, [{ kind: "member", id: null }]);
  });
}

async function refuseInUse(s: OrgScope, teamId: string): Promise<void> {
  const numbers = await s.db
    .select({ id: channelAccounts.id })
    .from(channelAccounts)
    .where(eq(channelAccounts.teamId, teamId))
    .limit(1);
  if (numbers.length > 0) throw new DomainError("CONFLICT", { what: "numbers" });
  const isOpen = or(eq(workItems.state, "waiting"), eq(workItems.state, "assigned"));
  const work = await s.db
    .select({ id: workItems.id })
    .from(workItems)
    .where(and(eq(workItems.teamId, teamId), isOpen))
    .limit(1);
  if (work.length > 0) throw new DomainError("CONFLICT", { what: "conversations" });
}
