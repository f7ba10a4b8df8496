import type { OrgScope } from "@/db/org";
import type { Role } from "@/server/permissions";
import type { Candidate } from "./rules/choose-agent";

/** Who is given work of each kind by itself. */
const given = {
  conversation: ["owner", "admin", "supervisor", "agent"],
  task: ["back-office"],
} as const satisfies Record<string, readonly Role[]>;

/** Everybody who may be given work of a kind, as they are now; their load is all that they have of any. */
export async function readCandidates(
  { sql, orgId }: OrgScope,
  kind: keyof typeof given = "conversation",
): Promise<Candidate[]> {
  const rows = await sql<(Omit<Candidate, "idleSince"> & { idleSince: string | null })[]>`
    select m.id as "memberId", m.presence, m.max_conversations as "limit", m.last_assigned_at as "idleSince",
      (select count(*)::int from work_items w where w.org_id = m.org_id and w.assignee_id = m.id and w.state = 'assigned'
        and w.quiet_since is null) as load,
      m.languages,
      array(select k.skill_id from member_skills k where k.org_id = m.org_id and k.member_id = m.id) as "skillIds",
      array(select t.team_id from team_members t where t.org_id = m.org_id and t.member_id = m.id) as "teamIds"
    from members m
    where m.org_id = ${orgId} and m.removed_at is null and m.role = any(${given[kind]}::text[])`;
  return rows.map((row) => ({ ...row, idleSince: row.idleSince ? new Date(row.idleSince) : null }));
}

export const hasRoom = (c: Candidate): boolean => c.presence === "online" && c.load < c.limit;
