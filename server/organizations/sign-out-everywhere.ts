import { eq, sql } from "drizzle-orm";
import { inOrg, platform } from "@/db/org";
import { users } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import { scopeForNewMember } from "@/server/scope";
import { membershipsOf } from "@/server/users/queries";

/** Ends every session of a user, this one included, at once; each of their organizations keeps the trace. */
export async function signOutEverywhere(userId: string): Promise<void> {
  await endSessions(userId, {}, "member.signed-out-everywhere");
}

/** Raises the session version together with what else changes of the user, and leaves `action` in each organization. */
export async function endSessions(
  userId: string,
  change: { passwordHash?: string },
  action: string,
): Promise<void> {
  await platform()
    .update(users)
    .set({ ...change, sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId));
  for (const { orgId, memberId, slug } of await membershipsOf(userId)) {
    const scope = await scopeForNewMember(orgId, memberId, slug);
    await inOrg(scope, (s) => record(s, { action, subject: ["member", memberId] }));
  }
}
