import type { OrgScope } from "@/db/org";
import type { Candidate } from "./rules/choose-agent";

/** Everybody who may be given conversations, as they are now. */
export async function readCandidates({ sql, orgId }: OrgScope): Promise<Candidate[]> {
  const rows = await sql<(Omit<Candidate, "idleSince"> & { idleSince: string | null })[]>`
    select m.id as "memberId", m.presence, m.max_conversations as "limit", m.last_assigned_at as "idleSince",
      coalesce(h.load, 0) as load, array[]::text[] as "skillIds", array[]::text[] as languages,
      array(select t.team_id from team_members t where t.org_id = m.org_id and t.member_id = m.id) as "teamIds"
    from members m
      left join (select w.assignee_id, count(*)::int as load from work_items w
        where w.org_id = ${orgId} and w.state = 'assigned' group by 1) h on h.assignee_id = m.id
    where m.org_id = ${orgId} and m.removed_at is null and m.role in ('owner', 'admin', 'supervisor', 'agent')`;
  return rows.map((row) => ({ ...row, idleSince: row.idleSince ? new Date(row.idleSince) : null }));
}

export const hasRoom = (c: Candidate): boolean => c.presence === "online" && c.load < c.limit;
