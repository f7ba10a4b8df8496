import { isNotNull } from "drizzle-orm";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { teams } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";

/** Makes a team; the name of a removed one brings that one back, empty. Throws CONFLICT when a team has the name. */
export async function createTeam(scope: MemberScope, input: { name: string }): Promise<{ teamId: string }> {
  return inOrg(scope, async (s) => {
    const [team] = await s.db
      .insert(teams)
      .values({ id: newId(), name: input.name })
      .onConflictDoUpdate({
        target: [teams.orgId, teams.name],
        set: { removedAt: null, businessHours: null },
        setWhere: isNotNull(teams.removedAt),
      })
      .returning({ id: teams.id });
    if (!team) throw new DomainError("CONFLICT", { what: "name" });
    await record(s, { action: "team.created", subject: ["team", team.id] });
    await publish(s, [{ kind: "member", id: null }]);
    return { teamId: team.id };
  });
}
