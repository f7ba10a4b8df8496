-- Whose conversations wait: also those that a crash left without work, where nothing else waits. Who answered or missed them finds them in the queues.
create or replace function resolve_due(p_work text) returns table (org_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  case p_work
    when 'deliveries' then return query
      select distinct d.org_id from deliveries d where d.pending or d.unsettled;
    when 'windows' then return query
      select distinct c.org_id from conversations c join organizations o on o.id = c.org_id
      where c.state = 'open' and c.awaiting_since is not null and not c.missed
        and c.window_expires_at < now() + o.clock_offset_ms * interval '1 millisecond' + interval '2 hours';
    when 'attachments' then return query
      select distinct a.org_id from attachments a where a.state = 'pending' and a.next_try_at <= now();
    when 'statuses' then return query
      select distinct s.org_id from early_statuses s where s.received_at < now() - interval '1 minute';
    when 'routing' then return query
      select distinct w.org_id from work_items w where w.state = 'waiting'
      union
      select o.id from organizations o
      where not exists (select 1 from work_items w where w.org_id = o.id and w.state = 'waiting') and exists (
        select 1 from conversations c where c.org_id = o.id and c.assignee_id is null and c.state = 'open'
          and c.awaiting_since is not null and not c.missed and not exists (
            select 1 from work_items w where w.org_id = c.org_id and w.conversation_id = c.id and w.state <> 'done'));
    when 'audit' then return query
      select o.id from organizations o
        left join lateral (select s.audit_xid, s.audit_id from audit_seals s where s.org_id = o.id
                           order by s.position desc limit 1) last on true
      where exists (select 1 from audit_rows a where a.org_id = o.id
        and (a.xid, a.id) > (coalesce(last.audit_xid, '0'), coalesce(last.audit_id, '00000000-0000-0000-0000-000000000000')));
    when 'counts' then return query
      select d.org_id from conversation_count_deltas d group by d.org_id having count(*) > 200;
    when 'templates' then return query
      select distinct c.org_id from connections c where c.removed_at is null;
    when 'changes' then return query
      select distinct c.org_id from changes c where c.at < now() - interval '2 days';
    when 'organizations' then return query select o.id from organizations o;
    else raise exception 'unknown work %', p_work;
  end case;
end $$;
