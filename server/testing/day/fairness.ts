import type { Sql } from "postgres";

interface Unfair {
  what: string;
  id: string;
}

/**
 * Law 6 as the database shows it once everything has come to rest: nothing waits beside a free place that it may take, and routing gave
 * nobody more than their maximum. What a person gave by hand is theirs to answer for. Work with a plan waits by its own steps.
 */
export async function unfair(owner: Sql, orgId: string): Promise<Unfair[]> {
  const [waiting, above] = await Promise.all([besideFreePlace(owner, orgId), aboveMaximum(owner, orgId)]);
  return [
    ...waiting.map(({ id }) => ({ what: "waits beside a free place", id })),
    ...above.map(({ id, given, most }) => ({ what: `was given ${given} of at most ${most}`, id })),
  ];
}

function besideFreePlace(owner: Sql, orgId: string) {
  return owner<{ id: string }[]>`
    select w.conversation_id as id from work_items w join conversations c on c.id = w.conversation_id
      join channel_accounts a on a.id = c.channel_account_id
    where w.org_id = ${orgId} and w.state = 'waiting' and w.plan is null and c.state = 'open' and c.snoozed_until is null
      and coalesce(a.settings ->> 'assignment', 'pool') <> 'free'
      and exists (select 1 from members m where m.org_id = w.org_id and m.presence = 'online' and m.removed_at is null
        and m.role in ('owner', 'admin', 'supervisor', 'agent')
        and (w.team_id is null or exists (select 1 from team_members t where t.member_id = m.id and t.team_id = w.team_id))
        and m.max_conversations > (select count(*) from work_items h
          where h.assignee_id = m.id and h.state = 'assigned' and h.quiet_since is null))`;
}

function aboveMaximum(owner: Sql, orgId: string) {
  return owner<{ id: string; given: number; most: number }[]>`
    select m.id, m.max_conversations as most, count(*)::int as given
    from work_items w join members m on m.id = w.assignee_id
      join lateral (select x.by from assignments x where x.work_item_id = w.id order by x.epoch desc limit 1) latest on latest.by = 'pool'
    where w.org_id = ${orgId} and w.state = 'assigned' and w.quiet_since is null
    group by m.id, m.max_conversations having count(*) > m.max_conversations`;
}
