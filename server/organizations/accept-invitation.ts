import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { type Db, inOrg, type OrgScope } from "@/db/org";
import { invitations, members, organizations, users } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { Role } from "@/server/permissions";
import { limit } from "@/server/rate-limit";
import { publish } from "@/server/realtime/publish";
import { scopeForSystem } from "@/server/scope";
import { issueEmailToken } from "@/server/users/email-tokens";
import { hashPassword } from "@/server/users/password";
import { resolveInvitation } from "./read-invitation";
import type { Acceptance } from "./schema";

/**
 * Uses an invitation up: its owner becomes a member, with a new account if the address has none. Whoever holds the
 * link owns the address, so the answer carries a link token that signs in once, within two minutes.
 * Throws LINK_INVALID, INVALID when a new account lacks name or password, RATE_LIMITED.
 */
export async function acceptInvitation(
  input: Acceptance,
  ip: string,
): Promise<{ slug: string; signInToken: string }> {
  await limit(["token/ip", ip]);
  const found = await resolveInvitation(input.token);
  if (!found) throw new DomainError("LINK_INVALID");
  // Hashed before the transaction: 50 ms of work while holding locks would be 50 ms for everybody.
  const passwordHash = input.password ? await hashPassword(input.password) : null;
  const { slug, email } = await inOrg(await scopeForSystem(found.orgId, "invitation"), async (s) => {
    const invitation = await use(s, found.invitationId);
    const user = await findOrMakeUser(s.db, invitation.email, { ...input, passwordHash });
    const memberId = await join(s, user, invitation);
    await record(s, {
      action: "invitation.accepted",
      subject: ["invitation", invitation.id],
      details: { memberId, role: invitation.role },
    });
    await publish(s, [{ kind: "member", id: memberId }]);
    const [org] = await s.db.select({ slug: organizations.slug }).from(organizations);
    return { slug: org?.slug ?? "", email: invitation.email };
  });
  return { slug, signInToken: await issueEmailToken({ purpose: "sign-in", email, payload: {} }, 2) };
}

async function use(s: OrgScope, invitationId: string) {
  const [invitation] = await s.db
    .update(invitations)
    .set({ acceptedAt: sql`app_now()` })
    .where(
      and(
        eq(invitations.id, invitationId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        sql`${invitations.expiresAt} > app_now()`,
      ),
    )
    .returning({ id: invitations.id, email: invitations.email, role: invitations.role });
  if (!invitation) throw new DomainError("LINK_INVALID");
  return invitation;
}

type Person = { id: string; name: string; email: string };

async function findOrMakeUser(
  db: Db,
  email: string,
  given: Acceptance & { passwordHash: string | null },
): Promise<Person> {
  const [known] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(eq(users.email, email));
  if (known) return known;
  const { name, locale, passwordHash } = given;
  if (!name || !passwordHash) throw new DomainError("INVALID", { fields: missing(given) });
  const id = newId();
  await db.insert(users).values({ id, email, name, locale, passwordHash, emailVerifiedAt: sql`now()` });
  return { id, name, email };
}

function missing({ name, passwordHash }: { name?: string | undefined; passwordHash: string | null }) {
  return { ...(name ? {} : { name: "missing" }), ...(passwordHash ? {} : { password: "missing" }) };
}

/** Who was a member once comes back as the same member, with the new role. */
async function join(s: OrgScope, user: Person, { role }: { role: Role }): Promise<string> {
  const [member] = await s.db
    .insert(members)
    .values({ id: newId(), userId: user.id, name: user.name, email: user.email, role })
    .onConflictDoUpdate({
      target: [members.orgId, members.userId],
      set: { role, removedAt: null, version: sql`${members.version} + 1` },
      // Never lets an old invitation change the role of a present member.
      setWhere: sql`${members.removedAt} is not null`,
    })
    .returning({ id: members.id });
  if (!member) throw new DomainError("LINK_INVALID");
  return member.id;
}
