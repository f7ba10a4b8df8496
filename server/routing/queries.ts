import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";

export interface Targets {
  members: {
    id: string;
    name: string;
    presence: "online" | "away" | "offline";
    /** Why they are not online, in their words. */
    reason: string | null;
    load: number;
    limit: number;
    teamIds: string[];
  }[];
  teams: { id: string; name: string; waiting: number }[];
}

/** What the member has open, the longest wait first: what is handed over when a shift ends. */
export async function held(scope: MemberScope): Promise<string[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<{ id: string }[]>`
      select id from conversations where org_id = ${s.orgId} and assignee_id = ${scope.actor.id} and state = 'open'
      order by awaiting_since, id limit 200`,
  );
  return rows.map((row) => row.id);
}

/** Who a conversation can go to, with the load of each in view. */
export async function targets(scope: MemberScope): Promise<Targets> {
  return inOrg(scope, async (s) => {
    const [members, teams] = await Promise.all([
      s.sql<Targets["members"]>`
        select m.id, m.name, m.presence, m.max_conversations as limit,
          (select r.name from presence_reasons r where r.org_id = m.org_id and r.id = m.presence_reason_id and m.presence_cause is null
            and m.presence = r.presence) as reason,
          (select count(*)::int from work_items w where w.org_id = m.org_id and w.assignee_id = m.id and w.state = 'assigned'
            and w.quiet_since is null) as load,
          array(select t.team_id from team_members t where t.org_id = m.org_id and t.member_id = m.id) as "teamIds"
        from members m where m.org_id = ${s.orgId} and m.removed_at is null
          and m.role in ('owner', 'admin', 'supervisor', 'agent')
        order by array_position(array['online', 'away', 'offline'], m.presence), m.name`,
      s.sql<Targets["teams"]>`
        select t.id, t.name, (select count(*)::int from work_items w where w.org_id = t.org_id and w.team_id = t.id and w.state = 'waiting'
          and w.kind = 'conversation') as waiting
        from teams t where t.org_id = ${s.orgId} and t.removed_at is null order by t.name`,
    ]);
    return { members: [...members], teams: [...teams] };
  });
}
