import { newId } from "@/db/id";
import { afterCommit, type Db, inOrg } from "@/db/org";
import { members, organizations, teamMembers, teams, users } from "@/db/schema/organizations";
import { catalog } from "@/messages/catalog";
import type { Locale } from "@/messages/locales";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import {
  type MemberScope,
  type Scope,
  type SessionClaims,
  scopeForNewMember,
  scopeForSystem,
} from "@/server/scope";
import { slugCandidate, slugFor } from "./rules/slug";

export interface SignUp {
  /** Proven by the click in the mail. */
  email: string;
  name: string;
  organization: string;
  locale: Locale;
  timeZone: string;
  /** Argon2id; null for who only uses links. */
  passwordHash: string | null;
}

/**
 * Makes a user with an organization of their own, its first team and an address derived from its name; what else a new
 * organization needs follows as a reaction. Throws CONFLICT when the address already has a user.
 */
export async function signUp(
  request: SignUp,
  afterSignUp: (scope: MemberScope) => Promise<void>,
): Promise<SessionClaims> {
  const ids = { orgId: newId(), userId: newId(), memberId: newId(), teamId: newId() };
  await inOrg(await founder(ids, request.name), async (s) => {
    await insertUser(s.db, ids.userId, request);
    const slug = await insertOrganization(s.db, ids.orgId, request);
    await insertFirstTeam(s.db, ids, request, s.now);
    await record(s, { action: "organization.created", subject: ["organization", ids.orgId] });
    afterCommit(s, async () => afterSignUp(await scopeForNewMember(ids.orgId, ids.memberId, slug)));
  });
  return { userId: ids.userId, sessionVersion: 1 };
}

async function founder(ids: { orgId: string; memberId: string }, name: string): Promise<Scope> {
  const system = await scopeForSystem(ids.orgId, "sign-up");
  return { ...system, actor: { kind: "member", id: ids.memberId, role: "owner", name, teamIds: [] } };
}

async function insertUser(db: Db, id: string, request: SignUp): Promise<void> {
  const { email, name, locale, passwordHash } = request;
  const made = await db
    .insert(users)
    .values({ id, email, name, locale, passwordHash, emailVerifiedAt: new Date() })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (made.length === 0) throw new DomainError("CONFLICT", { what: "email" });
}

const mostTries = 20;

/** Two organizations of one name at the same moment wait for each other here, and get two addresses. */
async function insertOrganization(db: Db, id: string, request: SignUp): Promise<string> {
  const { organization: name, locale, timeZone } = request;
  const numbered = Array.from({ length: mostTries }, (_, n) => slugCandidate(name, n));
  for (const slug of [...numbered, `${slugFor(name).slice(0, 30)}-${id.slice(-8)}`]) {
    const made = await db
      .insert(organizations)
      .values({ id, slug, name, locale, timeZone })
      .onConflictDoNothing()
      .returning({ slug: organizations.slug });
    if (made.length > 0) return slug;
  }
  throw new DomainError("SLUG_TAKEN");
}

async function insertFirstTeam(
  db: Db,
  ids: Record<"userId" | "memberId" | "teamId", string>,
  request: SignUp,
  now: Date,
) {
  const { memberId, userId, teamId } = ids;
  const { name, email, locale } = request;
  // There is nobody else: offline, the first customer would wait in front of an empty desk.
  const there = { presence: "online" as const, presenceAt: now };
  await db.insert(members).values({ id: memberId, userId, name, email, role: "owner", ...there });
  await db.insert(teams).values({ id: teamId, name: catalog[locale].settings.teams.first });
  await db.insert(teamMembers).values({ teamId, memberId });
}
