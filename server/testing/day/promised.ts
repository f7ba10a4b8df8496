import type { ISql } from "postgres";

/**
 * By when a conversation (alias c) is owed an answer or an end: `owed.due_at`, and which of the two as `owed.what`. Reckoned anew from what is
 * promised and how long it waits, not read from where the product keeps it; somebody is there around the clock.
 */
export const promised = (sql: ISql) => sql`
  left join lateral (
    select date_trunc('milliseconds', least(answer.at, finish.at)) as due_at,
      case when answer.at <= coalesce(finish.at, answer.at) then answer.what else 'resolution' end as what
    from (
      select p.* from sla_policies p where p.org_id = c.org_id
        and coalesce(p.team_id = c.team_id, p.team_id is null) and coalesce(p.priority = c.priority, true)
      order by p.team_id is null, p.priority is null limit 1
    ) p
    cross join lateral (
      select c.awaiting_since + case when c.first_answered_at is null then p.first_minutes else p.next_minutes end * interval '1 minute' as at
    ) plain
    cross join lateral (
      select case when c.window_expires_at > c.awaiting_since and c.window_expires_at < plain.at then c.window_expires_at else plain.at end as at,
        case when c.window_expires_at > c.awaiting_since and c.window_expires_at < plain.at then 'window'
          when c.first_answered_at is null then 'first' else 'next' end as what
    ) answer
    cross join lateral (
      select case when p.resolution_minutes is not null then c.awaiting_since + greatest(interval '0', p.resolution_minutes * interval '1 minute'
        - (select coalesce(sum(upper(r) - lower(r)), interval '0') from unnest(c.waited) r)) end as at
    ) finish
    where c.awaiting_since is not null
  ) owed on true`;
