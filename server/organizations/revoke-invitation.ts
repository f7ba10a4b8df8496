import { and, eq, isNull } from "drizzle-orm";
import { inOrg } from "@/db/org";
import { invitations } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";

/** Ends an open invitation: its link stops working. Throws NOT_FOUND when it is not open. */
export async function revokeInvitation(scope: MemberScope, input: { invitationId: string }): Promise<void> {
  const { invitationId } = input;
  await inOrg(scope, async (s) => {
    const isOpen = and(
      eq(invitations.id, invitationId),
      isNull(invitations.acceptedAt),
      isNull(invitations.revokedAt),
    );
    const ended = await s.db
      .update(invitations)
      .set({ revokedAt: s.now })
      .where(isOpen)
      .returning({ id: invitations.id });
    if (ended.length === 0) throw new DomainError("NOT_FOUND");
    await record(s, { action: "invitation.revoked", subject: ["invitation", invitationId] });
    await publish(s, [{ kind: "member", id: null }]);
  });
}
