import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import { inOrg, type OrgScope } from "@/db/org";
import { invitations, members, organizations, teamMembers, teams } from "@/db/schema/organizations";
import { workItems } from "@/db/schema/routing";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { transcriptionHost } from "@/server/transcription";
import { isOpen } from "./rules/business-hours";
import { withDefaults } from "./rules/preferences";

/** What the settings page shows of the organization itself. */
export async function organizationSettings(scope: MemberScope) {
  const [row] = await inOrg(scope, (s) =>
    s.db
      .select({
        id: organizations.id,
        slug: organizations.slug,
        name: organizations.name,
        locale: organizations.locale,
        timeZone: organizations.timeZone,
        currency: organizations.currency,
        businessHours: organizations.businessHours,
        sandbox: organizations.sandbox,
        transcripts: organizations.transcripts,
      })
      .from(organizations),
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return { ...row, transcriptionHost: transcriptionHost() };
}

const memberColumns = {
  id: members.id,
  name: members.name,
  email: members.email,
  role: members.role,
  presence: members.presence,
  presenceCause: members.presenceCause,
  presenceReasonId: members.presenceReasonId,
  presenceAt: members.presenceAt,
  maxConversations: members.maxConversations,
};

/** Whoever asks, with their settings and how many conversations they hold. */
export async function me(scope: MemberScope) {
  return inOrg(scope, async (s) => {
    const [row] = await s.db
      .select({ ...memberColumns, preferences: members.preferences, shift: members.shift })
      .from(members)
      .where(eq(members.id, scope.actor.id));
    if (!row) throw new DomainError("NOT_FOUND");
    const loads = await loadsOf(s);
    const { shift, ...mine } = row;
    const offShift = shift !== null && !isOpen(shift, scope.now);
    return { ...mine, offShift, preferences: withDefaults(row.preferences), load: loads.get(row.id) ?? 0 };
  });
}

/** Present members by name, with their teams and how many conversations each holds. */
export async function memberList(scope: MemberScope) {
  return inOrg(scope, async (s) => {
    const [rows, loads, belonging] = await Promise.all([
      s.db.select(memberColumns).from(members).where(isNull(members.removedAt)).orderBy(asc(members.name)),
      loadsOf(s),
      s.db.select({ memberId: teamMembers.memberId, teamId: teamMembers.teamId }).from(teamMembers),
    ]);
    return rows.map((row) => ({
      ...row,
      load: loads.get(row.id) ?? 0,
      teamIds: belonging.filter((b) => b.memberId === row.id).map((b) => b.teamId),
    }));
  });
}

async function loadsOf(s: OrgScope): Promise<Map<string | null, number>> {
  const rows = await s.db
    .select({ memberId: workItems.assigneeId, load: count() })
    .from(workItems)
    .where(and(eq(workItems.state, "assigned"), isNull(workItems.quietSince)))
    .groupBy(workItems.assigneeId);
  return new Map(rows.map((row) => [row.memberId, row.load]));
}

/** Invitations that may still be accepted, the latest first. */
export async function openInvitations(scope: MemberScope) {
  return inOrg(scope, (s) =>
    s.db
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        expiresAt: invitations.expiresAt,
        invitedBy: members.name,
      })
      .from(invitations)
      .leftJoin(members, eq(members.id, invitations.invitedBy))
      .where(
        and(
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          sql`${invitations.expiresAt} > app_now()`,
        ),
      )
      .orderBy(sql`${invitations.createdAt} desc`),
  );
}

/** Teams by name, with the ids of their members. */
export async function teamList(scope: MemberScope) {
  return inOrg(scope, async (s) => {
    const [rows, belonging] = await Promise.all([
      s.db
        .select({ id: teams.id, name: teams.name, businessHours: teams.businessHours })
        .from(teams)
        .where(isNull(teams.removedAt))
        .orderBy(asc(teams.name)),
      s.db.select({ memberId: teamMembers.memberId, teamId: teamMembers.teamId }).from(teamMembers),
    ]);
    return rows.map((row) => ({
      ...row,
      memberIds: belonging.filter((b) => b.teamId === row.id).map((b) => b.memberId),
    }));
  });
}

export interface Checklist {
  numberConnected: boolean;
  firstMessageReceived: boolean;
  firstReplySent: boolean;
  teamOfTwo: boolean;
  invitationAccepted: boolean;
}

/** The first steps of a new organization, each true only once it has really happened. */
export async function checklist(scope: MemberScope): Promise<Checklist> {
  const [row] = await inOrg(
    scope,
    (s) => s.sql<Checklist[]>`
      select
        exists (select 1 from channel_accounts where active) as "numberConnected",
        exists (select 1 from windows where last_inbound_at is not null) as "firstMessageReceived",
        exists (select 1 from conversations c cross join lateral (
          select 1 from messages m where m.org_id = c.org_id and m.conversation_id = c.id
            and m.direction = 'out' and m.origin in ('agent', 'phone') limit 1) said) as "firstReplySent",
        exists (select 1 from team_members m join teams t on t.id = m.team_id and t.removed_at is null
                group by m.team_id having count(*) >= 2) as "teamOfTwo",
        exists (select 1 from invitations where accepted_at is not null) as "invitationAccepted"`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}
