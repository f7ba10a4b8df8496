import { eq } from "drizzle-orm";
import { inOrg } from "@/db/org";
import { members } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import type { Role } from "@/server/permissions";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { demandGrant, keepAnOwner, lockMember, lockOwners } from "./member-row";

/** Gives a member another role, at once for their open sessions. Throws NOT_FOUND, FORBIDDEN or LAST_OWNER. */
export async function changeRole(scope: MemberScope, input: { memberId: string; role: Role }): Promise<void> {
  const { memberId, role } = input;
  await inOrg(scope, async (s) => {
    const owners = await lockOwners(s);
    const member = await lockMember(s, memberId);
    demandGrant(scope.actor, member.role, role);
    if (member.role === role) return;
    keepAnOwner(owners, memberId);
    await s.db
      .update(members)
      .set({ role, version: member.version + 1 })
      .where(eq(members.id, memberId));
    await record(s, {
      action: "member.role-changed",
      subject: ["member", memberId],
      details: { from: member.role, to: role },
    });
    await publish(s, [{ kind: "member", id: memberId }]);
  });
}
