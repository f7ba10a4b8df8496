-- What drizzle-kit cannot say: the partitioned inbox of webhooks, forced row-level security, grants,
-- the one clock, the resolvers that work before a tenant is known, and the trigger that keeps the queue counts.

create table webhook_parts (
  received_on date not null,
  hash bytea not null,
  connection_id uuid,
  field text not null,
  payload text not null,
  state text not null,
  reason text,
  attempts smallint not null default 0,
  received_at timestamptz not null default now(),
  primary key (received_on, hash)
) partition by range (received_on);
--> statement-breakpoint
create table webhook_parts_default partition of webhook_parts default;
--> statement-breakpoint
create index webhook_parts_pending on webhook_parts (received_at) where state = 'pending';
--> statement-breakpoint
create index webhook_parts_parked on webhook_parts (received_at) where state = 'parked';
--> statement-breakpoint
-- Lays the partitions of the coming days and drops those older than two weeks that hold nothing unsettled.
create function roll_webhook_parts() returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  day date;
  part record;
  unsettled boolean;
begin
  for day in select generate_series(current_date + 1, current_date + 4, interval '1 day')::date loop
    if to_regclass('webhook_parts_' || to_char(day, 'YYYYMMDD')) is null
       and not exists (select 1 from webhook_parts_default where received_on = day) then
      execute format('create table %I partition of webhook_parts for values from (%L) to (%L)',
        'webhook_parts_' || to_char(day, 'YYYYMMDD'), day, day + 1);
    end if;
  end loop;
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'webhook_parts'::regclass and c.relname ~ '^webhook_parts_\d{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - 14
  loop
    execute format('select exists (select 1 from %I where state <> ''applied'')', part.relname) into unsettled;
    if not unsettled then execute format('drop table %I', part.relname); end if;
  end loop;
end $$;
--> statement-breakpoint
select roll_webhook_parts();
--> statement-breakpoint
-- Rows that change often keep room on their page, so that a change touches no index.
alter table deliveries set (fillfactor = 80);
--> statement-breakpoint
alter table windows set (fillfactor = 80);
--> statement-breakpoint
alter table conversations set (fillfactor = 85);
--> statement-breakpoint
-- The one clock: the database's time plus the organization's offset.
create function app_now() returns timestamptz language sql stable set search_path = public, pg_temp as $$
  select now() + coalesce(
    (select clock_offset_ms * interval '1 millisecond' from organizations
     where id = nullif(current_setting('app.org_id', true), '')::uuid), interval '0')
$$;
--> statement-breakpoint
do $$
declare t text;
begin
  for t in
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'org_id'
    union select 'organizations'
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  -- FORCE binds the owner as well; the resolvers below run as the owner and only read these.
  foreach t in array array['organizations', 'members', 'invitations', 'connections', 'channel_accounts', 'deliveries',
    'conversations', 'attachments', 'audit_rows', 'audit_seals', 'changes', 'early_statuses', 'work_items', 'conversation_count_deltas']
  loop
    execute format('create policy %I on %I for select to current_user using (true)', t || '_resolve', t);
  end loop;
end $$;
--> statement-breakpoint
grant usage on schema public to app;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to app;
--> statement-breakpoint
grant usage on all sequences in schema public to app;
--> statement-breakpoint
alter default privileges in schema public grant select, insert, update, delete on tables to app;
--> statement-breakpoint
alter default privileges in schema public grant usage on sequences to app;
--> statement-breakpoint
-- Law 5 and law 8 by grant: what is written here stays as it was written.
revoke update, delete on usage_events, charges, audit_rows, audit_seals, assignments, consents from app;
--> statement-breakpoint
revoke insert, update, delete on rate_cards, rates from app;
--> statement-breakpoint
-- Resolvers: the short list of questions asked before a tenant is known. They return ids only.
create function resolve_member(p_user uuid, p_slug text) returns table (org_id uuid, member_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.org_id, m.id from members m join organizations o on o.id = m.org_id
  where m.user_id = p_user and o.slug = p_slug and m.removed_at is null
$$;
--> statement-breakpoint
create function resolve_memberships(p_user uuid) returns table (org_id uuid, member_id uuid, slug text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.org_id, m.id, o.slug from members m join organizations o on o.id = m.org_id
  where m.user_id = p_user and m.removed_at is null order by m.created_at
$$;
--> statement-breakpoint
create function resolve_invitation(p_token_hash text) returns table (org_id uuid, invitation_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.org_id, i.id from invitations i where i.token_hash = p_token_hash
$$;
--> statement-breakpoint
create function resolve_connection(p_connection uuid) returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.org_id from connections c where c.id = p_connection and c.removed_at is null
$$;
--> statement-breakpoint
create function resolve_accounts(p_channel text, p_external text[])
returns table (external_id text, org_id uuid, channel_account_id uuid, connection_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.external_id, a.org_id, a.id, a.connection_id from channel_accounts a
  where a.channel = p_channel and a.external_id = any(p_external)
$$;
--> statement-breakpoint
create function resolve_connections(p_channel text, p_external text[])
returns table (external_id text, org_id uuid, connection_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.external_id, c.org_id, c.id from connections c
  where c.channel = p_channel and c.external_id = any(p_external) and c.removed_at is null
$$;
--> statement-breakpoint
-- Which organizations have work for a sweeper. Each line leans on a partial index, so that it reads what is due only.
create function resolve_due(p_work text) returns table (org_id uuid)
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
      select distinct w.org_id from work_items w where w.state = 'waiting';
    when 'audit' then return query
      select distinct a.org_id from audit_rows a
      where a.xid >= coalesce((select s.audit_xid from audit_seals s where s.org_id = a.org_id
                               order by s.position desc limit 1), '0'::xid8);
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
--> statement-breakpoint
-- Kept counts: every change of a conversation adds what it moved. Only inserts, so that no two writers meet on a row.
create function conversation_section(c conversations) returns text language sql immutable as $$
  select case when c.state = 'closed' then 'closed' when c.awaiting_since is null then 'answered'
              when c.missed then 'missed' else 'awaiting' end
$$;
--> statement-breakpoint
create function count_conversations() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into conversation_count_deltas (org_id, assignee_id, team_id, section, delta)
    select n.org_id, n.assignee_id, n.team_id, conversation_section(n), count(*) from new_rows n group by 1, 2, 3, 4;
  elsif tg_op = 'DELETE' then
    insert into conversation_count_deltas (org_id, assignee_id, team_id, section, delta)
    select o.org_id, o.assignee_id, o.team_id, conversation_section(o), -count(*) from old_rows o group by 1, 2, 3, 4;
  else
    insert into conversation_count_deltas (org_id, assignee_id, team_id, section, delta)
    select m.org_id, m.assignee_id, m.team_id, m.section, sum(m.d) from (
      select n.org_id, n.assignee_id, n.team_id, conversation_section(n) as section, 1 as d from new_rows n
      union all
      select o.org_id, o.assignee_id, o.team_id, conversation_section(o), -1 from old_rows o
    ) m group by 1, 2, 3, 4 having sum(m.d) <> 0;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger conversations_count_insert after insert on conversations
  referencing new table as new_rows for each statement execute function count_conversations();
--> statement-breakpoint
create trigger conversations_count_update after update on conversations
  referencing old table as old_rows new table as new_rows for each statement execute function count_conversations();
--> statement-breakpoint
create trigger conversations_count_delete after delete on conversations
  referencing old table as old_rows for each statement execute function count_conversations();
