import { eq, sql } from "drizzle-orm";
import { inOrg, platform } from "@/db/org";
import { organizations, users } from "@/db/schema/organizations";
import { scopeForNewMember } from "@/server/scope";

/** A user with what signing in needs; null when the address has none. */
export async function userByEmail(email: string) {
  const [user] = await platform()
    .select({ id: users.id, sessionVersion: users.sessionVersion, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  return user ?? null;
}

const hasPassword = sql<boolean>`${users.passwordHash} is not null`;

/** What the pages show of whoever is signed in. */
export async function profileOf(userId: string) {
  const [user] = await platform()
    .select({ name: users.name, email: users.email, locale: users.locale, hasPassword })
    .from(users)
    .where(eq(users.id, userId));
  return user ?? null;
}

/** The organizations of a user, oldest membership first. */
export async function organizationsOf(userId: string): Promise<{ slug: string; name: string }[]> {
  const memberships = await membershipsOf(userId);
  return Promise.all(memberships.map(nameOf));
}

export interface Membership {
  orgId: string;
  memberId: string;
  slug: string;
}

/** Ids alone, asked before any organization is chosen. */
export async function membershipsOf(userId: string): Promise<Membership[]> {
  const rows = await platform().execute<{ org_id: string; member_id: string; slug: string }>(
    sql`select org_id, member_id, slug from resolve_memberships(${userId})`,
  );
  return rows.map((row) => ({ orgId: row.org_id, memberId: row.member_id, slug: row.slug }));
}

async function nameOf({ orgId, memberId, slug }: Membership) {
  const scope = await scopeForNewMember(orgId, memberId, slug);
  const [row] = await inOrg(scope, (s) => s.db.select({ name: organizations.name }).from(organizations));
  return { slug, name: row?.name ?? slug };
}
