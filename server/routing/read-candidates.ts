import type { OrgScope } from "@/db/org";
import type { Candidate } from "./rules/choose-agent";

/** Everybody who may be given conversations, as they are now. */
export async function readCandidates({ sql, orgId }: OrgScope): Promise<Candidate[]> {
  const rows = await sql<(Omit<Candidate, "idleSince"> & { idleSince: string | null })[]>`
    select m.id as "memberId", m.presence, m.max_conversations as "limit", m.last_assigned_at as "idleSince",
      (select count(*)::int from work_items w where w.org_id = m.org_id and w.assignee_id = m.id and w.state = 'assigned'
        and w.quiet_since is null) as load,
      m.languages,
      array(select k.skill_id from member_skills k where k.org_id = m.org_id and k.member_id = m.id) as "skillIds",
      array(select t.team_id from team_members t where t.org_id = m.org_id and t.member_id = m.id) as "teamIds"
    from members m
    where m.org_id = ${orgId} and m.removed_at is null and m.role in ('owner', 'admin', 'supervisor', 'agent')`;
  return rows.map((row) => ({ ...row, idleSince: row.idleSince ? new Date(row.idleSince) : null }));
}

export const hasRoom = (c: Candidate): boolean => c.presence === "online" && c.load < c.limit;
