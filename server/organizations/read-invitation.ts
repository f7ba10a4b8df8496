import { eq, sql } from "drizzle-orm";
import { inOrg, platform } from "@/db/org";
import { invitations, members, organizations, users } from "@/db/schema/organizations";
import { hashToken } from "@/server/crypto";
import type { Role } from "@/server/permissions";
import { scopeForSystem } from "@/server/scope";

export interface OpenInvitation {
  organization: string;
  inviter: string;
  role: Role;
  email: string;
  expiresAt: Date;
  /** Whether the address has an account: then joining needs no name and password. Only who holds the link learns it. */
  hasAccount: boolean;
}

/** Which invitation a link names; null for one that was never made. */
export async function resolveInvitation(
  token: string,
): Promise<{ orgId: string; invitationId: string } | null> {
  const [row] = await platform().execute<{ org_id: string; invitation_id: string }>(
    sql`select org_id, invitation_id from resolve_invitation(${hashToken(token)})`,
  );
  return row ? { orgId: row.org_id, invitationId: row.invitation_id } : null;
}

/** What the page of an invitation shows, without using it up; null when it no longer works. */
export async function readInvitation(token: string): Promise<OpenInvitation | null> {
  const found = await resolveInvitation(token);
  if (!found) return null;
  const scope = await scopeForSystem(found.orgId, "invitation");
  const [row] = await inOrg(scope, (s) =>
    s.db
      .select({
        organization: organizations.name,
        inviter: members.name,
        role: invitations.role,
        email: invitations.email,
        expiresAt: invitations.expiresAt,
        works: sql<boolean>`${invitations.acceptedAt} is null and ${invitations.revokedAt} is null
          and ${invitations.expiresAt} > app_now()`,
        hasAccount: sql<boolean>`exists (select 1 from ${users} where ${users.email} = ${invitations.email})`,
      })
      .from(invitations)
      .innerJoin(organizations, eq(organizations.id, invitations.orgId))
      .leftJoin(members, eq(members.id, invitations.invitedBy))
      .where(eq(invitations.id, found.invitationId)),
  );
  if (!row?.works) return null;
  const { works: _, ...invitation } = row;
  return { ...invitation, inviter: row.inviter ?? row.organization };
}
