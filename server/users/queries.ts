import { sql } from "drizzle-orm";
import { inOrg, platform } from "@/db/org";
import { organizations } from "@/db/schema/organizations";
import { scopeForNewMember } from "@/server/scope";

export interface Membership {
  slug: string;
  name: string;
}

/** The organizations of a user, oldest membership first. */
export async function organizationsOf(userId: string): Promise<Membership[]> {
  const rows = await platform().execute<{ org_id: string; member_id: string; slug: string }>(
    sql`select org_id, member_id, slug from resolve_memberships(${userId})`,
  );
  return Promise.all(rows.map((r) => membership(r.org_id, r.member_id, r.slug)));
}

async function membership(orgId: string, memberId: string, slug: string): Promise<Membership> {
  const scope = await scopeForNewMember(orgId, memberId, slug);
  const [row] = await inOrg(scope, (s) => s.db.select({ name: organizations.name }).from(organizations));
  return { slug, name: row?.name ?? slug };
}
