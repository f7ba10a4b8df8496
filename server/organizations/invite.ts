import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { newId } from "@/db/id";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { invitations, members, organizations } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import { hashToken, newToken } from "@/server/crypto";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { invitationMail } from "@/server/mail/invitation";
import { sendMailSoon } from "@/server/mail/send";
import { limit } from "@/server/rate-limit";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { locale } from "@/server/users/schema";
import { demandGrant } from "./member-row";
import { type invitation, invitationDays } from "./schema";

/**
 * Invites an address with a role; an earlier open invitation of that address ends. Says the same whether or not the
 * address has an account. Throws FORBIDDEN above one's own role, CONFLICT for who is a member already, RATE_LIMITED.
 */
export async function invite(
  scope: MemberScope,
  input: z.infer<typeof invitation>,
): Promise<{ invitationId: string }> {
  demandGrant(scope.actor, input.role);
  await limit(["invite/org", scope.orgId]);
  return inOrg(scope, async (s) => {
    await refuseMembers(s, input.email);
    const id = newId();
    const secret = newToken();
    const expiresAt = new Date(scope.now.getTime() + invitationDays * 86_400_000);
    await endEarlier(s, input.email);
    await s.db
      .insert(invitations)
      .values({ id, ...input, tokenHash: hashToken(secret), invitedBy: scope.actor.id, expiresAt });
    await record(s, {
      action: "invitation.sent",
      subject: ["invitation", id],
      details: { role: input.role },
    });
    await publish(s, [{ kind: "member", id: null }]);
    await mail(s, scope, { ...input, secret, until: expiresAt });
    return { invitationId: id };
  });
}

async function refuseMembers(s: OrgScope, email: string): Promise<void> {
  const [known] = await s.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.email, email), isNull(members.removedAt)));
  if (known) throw new DomainError("CONFLICT", { memberId: known.id });
}

async function endEarlier(s: OrgScope, email: string): Promise<void> {
  const isOpen = and(
    eq(invitations.email, email),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
  );
  await s.db.update(invitations).set({ revokedAt: s.now }).where(isOpen);
}

type Letter = z.infer<typeof invitation> & { secret: string; until: Date };

async function mail(s: OrgScope, scope: MemberScope, letter: Letter): Promise<void> {
  const [org] = await s.db
    .select({ name: organizations.name, locale: organizations.locale })
    .from(organizations);
  const about = {
    url: `${env().APP_URL}/invitation/${letter.secret}`,
    inviter: scope.actor.name,
    organization: org?.name ?? "",
    role: letter.role,
    until: letter.until,
    timeZone: scope.timeZone,
  };
  afterCommit(s, () =>
    sendMailSoon(invitationMail(letter.email, locale.catch("es").parse(org?.locale), about)),
  );
}
