import { and, eq, inArray, isNull, ne, notInArray } from "drizzle-orm";
import type { z } from "zod";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { members, teamMembers, teams } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { teamChange } from "./schema";

type Change = z.infer<typeof teamChange>;

/**
 * Changes what is named: name, business hours, or the whole list of members. Throws NOT_FOUND for a team or member that
 * is not there, CONFLICT when another team has the name.
 */
export async function updateTeam(
  scope: MemberScope,
  input: Change,
  afterPlaceFreed: () => Promise<void>,
): Promise<void> {
  const { teamId, memberIds, ...columns } = input;
  await inOrg(scope, async (s) => {
    await lockTeam(s, teamId);
    if (columns.name !== undefined) await refuseTaken(s, teamId, columns.name);
    if (Object.keys(columns).length > 0) await s.db.update(teams).set(columns).where(eq(teams.id, teamId));
    if (memberIds) await replaceMembers(s, teamId, [...new Set(memberIds)]);
    await record(s, {
      action: "team.updated",
      subject: ["team", teamId],
      details: { changed: Object.keys(columns), ...(memberIds ? { members: memberIds.length } : {}) },
    });
    await publish(s, [{ kind: "member", id: null }]);
    if (memberIds) afterCommit(s, afterPlaceFreed);
  });
}

async function lockTeam(s: OrgScope, teamId: string): Promise<void> {
  const [team] = await s.db
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.id, teamId), isNull(teams.removedAt)))
    .for("update");
  if (!team) throw new DomainError("NOT_FOUND");
}

async function refuseTaken(s: OrgScope, teamId: string, name: string): Promise<void> {
  const same = and(eq(teams.name, name), ne(teams.id, teamId));
  const taken = await s.db.select({ id: teams.id }).from(teams).where(same);
  if (taken.length > 0) throw new DomainError("CONFLICT", { what: "name" });
}

async function replaceMembers(s: OrgScope, teamId: string, memberIds: string[]): Promise<void> {
  const present = and(inArray(members.id, memberIds), isNull(members.removedAt));
  const found = await s.db.select({ id: members.id }).from(members).where(present).for("share");
  if (found.length !== memberIds.length) throw new DomainError("NOT_FOUND");
  const others = and(eq(teamMembers.teamId, teamId), notInArray(teamMembers.memberId, memberIds));
  await s.db.delete(teamMembers).where(others);
  if (memberIds.length === 0) return;
  const rows = memberIds.map((memberId) => ({ teamId, memberId }));
  await s.db.insert(teamMembers).values(rows).onConflictDoNothing();
}
