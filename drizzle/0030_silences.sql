-- Organizations with conversations in which a customer has said nothing for as long as their number waits. A number that only asks is
-- found again by those that were asked already: what it finds then is nothing.
create function resolve_silences() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organizations o where exists (
    select 1 from channel_accounts a join conversations c on c.org_id = a.org_id and c.channel_account_id = a.id
    where a.org_id = o.id and a.settings ? 'silence' and c.state = 'open' and c.awaiting_since is null and c.snoozed_until is null
      and c.last_message_at <= now() + o.clock_offset_ms * interval '1 millisecond' - least((a.settings -> 'silence' ->> 'askMinutes')::int,
        (a.settings -> 'silence' ->> 'closeMinutes')::int) * interval '1 minute')
$$;--> statement-breakpoint
-- As in 0025, and a conversation that ended because its customer was silent is one that was abandoned.
create or replace function report_conversation() returns trigger language plpgsql as $$
declare
  moment timestamptz := app_now();
  answered boolean;
begin
  if tg_op = 'INSERT' then
    insert into report_facts (org_id, kind, at, conversation_id, team_id, member_id, channel_account_id)
    select new.org_id, kind, new.opened_at, new.id, new.team_id, new.assignee_id, new.channel_account_id
    from unnest(case when new.reopened_from_id is null then array['opened'] else array['opened', 'reopened'] end) kind;
    return null;
  end if;
  if old.awaiting_since is not null and new.awaiting_since is null and new.state = 'open' then
    insert into report_facts (org_id, kind, at, conversation_id, team_id, member_id, channel_account_id, seconds, late)
    values (new.org_id, case when old.first_answered_at is null then 'first' else 'next' end, moment, new.id, new.team_id, new.assignee_id,
      new.channel_account_id, greatest(0, extract(epoch from moment - old.awaiting_since)), coalesce(old.answer_due_at < moment, false));
  end if;
  if old.state = 'open' and new.state = 'closed' then
    answered := new.first_answered_at is not null;
    insert into report_facts (org_id, kind, at, conversation_id, team_id, member_id, channel_account_id, seconds)
    select new.org_id, x.kind, moment, new.id, new.team_id, new.assignee_id, new.channel_account_id, greatest(0, extract(epoch from x.took))
    from (values ('closed', moment - new.opened_at, true), ('handled', moment - new.first_answered_at, answered),
      ('unanswered', null, not answered and old.awaiting_since is not null),
      ('abandoned', null, new.close_reason = 'silent')) x(kind, took, holds) where x.holds;
  elsif old.state = 'closed' and new.state = 'open' then
    insert into report_facts (org_id, kind, at, conversation_id, team_id, member_id, channel_account_id)
    values (new.org_id, 'reopened', moment, new.id, new.team_id, new.assignee_id, new.channel_account_id);
  end if;
  if new.missed and not old.missed then
    insert into report_facts (org_id, kind, at, conversation_id, team_id, member_id, channel_account_id)
    values (new.org_id, 'missed', moment, new.id, new.team_id, new.assignee_id, new.channel_account_id);
  end if;
  return null;
end $$;
