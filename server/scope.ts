import { sql } from "@/db/client";
import { inOrg } from "@/db/org";
import { type LinkFacts, type LinkKind, readLink } from "./crypto";
import { DomainError } from "./errors";
import { allows, type Right, type Role } from "./permissions";

declare const orgIdBrand: unique symbol;
/** An organization whose right to be acted in has been checked. Minted in this file alone. */
export type OrgId = string & { readonly [orgIdBrand]: true };

/** Who acts. Everything that is written names one. */
export type Actor =
  | { kind: "member"; id: string; role: Role; name: string; teamIds: string[] }
  | { kind: "system"; id: string }
  | { kind: "carrier"; id: string }
  | { kind: "bot" | "campaign" | "api-key" | "visitor" | "link"; id: string };

/** Who acts, in which organization, and when. */
export interface Scope {
  readonly orgId: OrgId;
  readonly actor: Actor;
  /** The organization's time (app_now) when the scope was made. */
  readonly now: Date;
}

export interface MemberScope extends Scope {
  readonly actor: Extract<Actor, { kind: "member" }>;
  readonly slug: string;
  readonly timeZone: string;
}

/** What a session says of who signed in; the versions must still be the ones in the database. */
export interface SessionClaims {
  userId: string;
  sessionVersion: number;
}

/**
 * The scope of a signed-in member in the organization of the URL.
 * Throws UNAUTHENTICATED for an ended session, and the same NOT_FOUND for an unknown organization and a foreign one.
 */
export async function scopeForSession(claims: SessionClaims, slug: string): Promise<MemberScope> {
  const [found] = await sql()<{ org_id: string; member_id: string; session_version: number }[]>`
    select r.org_id, r.member_id, u.session_version
    from users u left join lateral resolve_member(u.id, ${slug}) r on true where u.id = ${claims.userId}`;
  if (!found || found.session_version !== claims.sessionVersion) throw new DomainError("UNAUTHENTICATED");
  if (!found.org_id) throw new DomainError("NOT_FOUND");
  return memberScope(found.org_id as OrgId, found.member_id, slug);
}

/** Whether a session is still the one that signed in: "sign out everywhere" and removal end it at once. */
export async function sessionIsCurrent(claims: SessionClaims): Promise<boolean> {
  const [user] =
    await sql()`select 1 from users where id = ${claims.userId} and session_version = ${claims.sessionVersion}`;
  return user !== undefined;
}

/** The organization and member just made by sign-up or an accepted invitation. */
export async function scopeForNewMember(orgId: string, memberId: string, slug: string): Promise<MemberScope> {
  return memberScope(orgId as OrgId, memberId, slug);
}

/** Work without a person: a job's payload, a sweeper, a seed. `why` names it in the audit. */
export async function scopeForSystem(orgId: string, why: string): Promise<Scope> {
  return at({ orgId: orgId as OrgId, actor: { kind: "system", id: why }, now: new Date(0) });
}

/** A carrier's callback, after its signature was checked and its account resolved. */
export function scopeForCarrier(orgId: string, connectionId: string): Scope {
  // Its statements use app_now() themselves: asking for the time first would cost a round trip per webhook.
  return { orgId: orgId as OrgId, actor: { kind: "carrier", id: connectionId }, now: new Date() };
}

/**
 * Somebody with a link of ours, who needs no session: the organization and what the link names. Throws LINK_INVALID for what we did
 * not sign; whether the thing still exists is for the caller to see.
 */
export async function scopeForLink(
  kind: LinkKind,
  token: string,
): Promise<{ scope: Scope; link: LinkFacts }> {
  const link = readLink(kind, token);
  if (!link) throw new DomainError("LINK_INVALID");
  const scope = await at({
    orgId: link.orgId as OrgId,
    actor: { kind: "link", id: link.id },
    now: new Date(0),
  });
  return { scope, link };
}

/** Throws FORBIDDEN unless the actor is a member whose role has the right. */
export function demand(scope: MemberScope, right: Right): void {
  if (!allows(scope.actor.role, right)) throw new DomainError("FORBIDDEN", { right });
}

async function at(scope: Scope): Promise<Scope> {
  const [row] = await inOrg(scope, (s) => s.sql<{ now: string }[]>`select app_now() as now`);
  return { ...scope, now: row ? new Date(row.now) : new Date() };
}

interface MemberRow {
  name: string;
  role: Role;
  now: string;
  time_zone: string;
  team_ids: string[];
}

async function memberScope(orgId: OrgId, memberId: string, slug: string): Promise<MemberScope> {
  const bare: Scope = { orgId, actor: { kind: "system", id: "sign-in" }, now: new Date() };
  const [row] = await inOrg(
    bare,
    (s) => s.sql<MemberRow[]>`
      select m.name, m.role, app_now() as now, o.time_zone,
        array(select t.team_id from team_members t where t.member_id = m.id) as team_ids
      from members m join organizations o on o.id = m.org_id
      where m.id = ${memberId} and m.removed_at is null`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return {
    orgId,
    actor: { kind: "member", id: memberId, role: row.role, name: row.name, teamIds: row.team_ids },
    now: new Date(row.now),
    slug,
    timeZone: row.time_zone,
  };
}
