import { and, eq, isNull } from "drizzle-orm";
import type { OrgScope } from "@/db/org";
import { members } from "@/db/schema/organizations";
import { DomainError } from "@/server/errors";
import { mayGrant, type Role } from "@/server/permissions";
import type { Actor } from "@/server/scope";

/** A present member, locked until the transaction ends. Throws NOT_FOUND for a removed, unknown or foreign one. */
export async function lockMember(scope: OrgScope, memberId: string) {
  const [row] = await scope.db
    .select({ id: members.id, role: members.role, version: members.version })
    .from(members)
    .where(and(eq(members.id, memberId), isNull(members.removedAt)))
    .for("update");
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}

/**
 * The owners, locked in one order: whoever changes roles or removes members asks for them first, so that two owners
 * leaving at once wait for each other.
 */
export async function lockOwners(scope: OrgScope): Promise<string[]> {
  const owners = await scope.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.role, "owner"), isNull(members.removedAt)))
    .orderBy(members.id)
    .for("update");
  return owners.map((owner) => owner.id);
}

/** Throws LAST_OWNER when the organization would be left without one. */
export function keepAnOwner(owners: string[], leaving: string): void {
  if (owners.includes(leaving) && owners.length === 1) throw new DomainError("LAST_OWNER");
}

/** Throws FORBIDDEN when the actor may not give, or take, one of these roles. */
export function demandGrant(actor: Actor, ...granted: Role[]): void {
  const allowed = actor.kind === "member" && granted.every((role) => mayGrant(actor.role, role));
  if (!allowed) throw new DomainError("FORBIDDEN", { roles: granted });
}
