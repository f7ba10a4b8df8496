import { eq } from "drizzle-orm";
import { afterCommit, inOrg } from "@/db/org";
import { members, teamMembers } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { demandGrant, keepAnOwner, lockMember, lockOwners } from "./member-row";

/**
 * Takes a member out of the organization and its teams, at once for their open sessions; what they held goes back to
 * routing. Their name stays on what they wrote. Throws NOT_FOUND, FORBIDDEN or LAST_OWNER.
 */
export async function removeMember(
  scope: MemberScope,
  input: { memberId: string },
  afterMemberGone: (memberId: string) => Promise<void>,
): Promise<void> {
  const { memberId } = input;
  await inOrg(scope, async (s) => {
    const owners = await lockOwners(s);
    const member = await lockMember(s, memberId);
    demandGrant(scope.actor, member.role);
    keepAnOwner(owners, memberId);
    const gone = { removedAt: s.now, presence: "offline" as const, version: member.version + 1 };
    await s.db.update(members).set(gone).where(eq(members.id, memberId));
    await s.db.delete(teamMembers).where(eq(teamMembers.memberId, memberId));
    await record(s, {
      action: "member.removed",
      subject: ["member", memberId],
      details: { role: member.role },
    });
    await publish(s, [{ kind: "member", id: memberId }]);
    afterCommit(s, () => afterMemberGone(memberId));
  });
}
