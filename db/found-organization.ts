import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow, asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import type { BusinessHours } from "@/server/organizations/rules/business-hours";
import type { Role } from "@/server/permissions";
import { type Scope, scopeForSystem } from "@/server/scope";

export interface Founding {
  slug: string;
  name: string;
  locale: string;
  timeZone: string;
  businessHours: BusinessHours | null;
  passwordHash: string;
  teams: string[];
  members: FoundingMember[];
}

export interface FoundingMember {
  name: string;
  email: string;
  role: Role;
  /** Places in `teams`. */
  teams: number[];
  maxConversations: number;
}

export interface Founded {
  scope: Scope;
  teamIds: string[];
  memberIds: string[];
}

/** Makes an organization with its teams and its members, who all sign in with one password. For seeds: nobody is asked. */
export async function foundOrganization(
  plan: Founding,
  makeId: (place: number) => string = newId,
): Promise<Founded> {
  const orgId = makeId(0);
  const teamIds = plan.teams.map((_, i) => makeId(1 + i));
  const memberIds = plan.members.map((_, i) => makeId(1_000 + 2 * i));
  const userIds = plan.members.map((_, i) => makeId(1_001 + 2 * i));
  const bare = await scopeForSystem(orgId, "seed");
  await inOrg(bare, async (s) => {
    await s.sql`
      insert into organizations (id, slug, name, locale, time_zone, business_hours)
      values (${orgId}, ${plan.slug}, ${plan.name}, ${plan.locale}, ${plan.timeZone}, ${hoursOf(plan)}::text::jsonb)`;
    await insertPeople(s, plan, { teamIds, memberIds, userIds });
    await record(s, { action: "organization.created", subject: ["organization", orgId] });
  });
  return { scope: await scopeForSystem(orgId, "seed"), teamIds, memberIds };
}

const hoursOf = ({ businessHours }: Founding) => (businessHours ? asRow(businessHours) : null);

async function insertPeople(
  { sql }: OrgScope,
  plan: Founding,
  ids: Record<"teamIds" | "memberIds" | "userIds", string[]>,
): Promise<void> {
  const people = plan.members.map((m, i) => ({ ...m, id: ids.memberIds[i], user_id: ids.userIds[i] }));
  const belonging = plan.members.flatMap((m, i) =>
    m.teams.map((team) => ({ team_id: ids.teamIds[team], member_id: ids.memberIds[i] })),
  );
  await sql`insert into teams (id, name) select * from unnest(${ids.teamIds}::uuid[], ${plan.teams}::text[])`;
  await sql`
    insert into users (id, email, name, locale, password_hash, email_verified_at)
    select user_id, email, name, ${plan.locale}, ${plan.passwordHash}, now()
    from jsonb_to_recordset(${asRows(people)}::text::jsonb) as x(user_id uuid, email text, name text)`;
  await sql`
    insert into members (id, user_id, name, email, role, max_conversations)
    select id, user_id, name, email, role, "maxConversations" from jsonb_to_recordset(${asRows(people)}::text::jsonb)
      as x(id uuid, user_id uuid, name text, email text, role text, "maxConversations" int)`;
  await sql`
    insert into team_members (team_id, member_id)
    select * from jsonb_to_recordset(${asRows(belonging)}::text::jsonb) as x(team_id uuid, member_id uuid)`;
}
