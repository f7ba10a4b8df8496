-- The kept counts know the number too, so that a queue filtered by number counts as truly as the whole one.
create or replace function count_conversations() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into conversation_count_deltas (org_id, assignee_id, team_id, channel_account_id, section, delta)
    select n.org_id, n.assignee_id, n.team_id, n.channel_account_id, conversation_section(n), count(*) from new_rows n group by 1, 2, 3, 4, 5;
  elsif tg_op = 'DELETE' then
    insert into conversation_count_deltas (org_id, assignee_id, team_id, channel_account_id, section, delta)
    select o.org_id, o.assignee_id, o.team_id, o.channel_account_id, conversation_section(o), -count(*) from old_rows o group by 1, 2, 3, 4, 5;
  else
    insert into conversation_count_deltas (org_id, assignee_id, team_id, channel_account_id, section, delta)
    select m.org_id, m.assignee_id, m.team_id, m.channel_account_id, m.section, sum(m.d) from (
      select n.org_id, n.assignee_id, n.team_id, n.channel_account_id, conversation_section(n) as section, 1 as d from new_rows n
      union all
      select o.org_id, o.assignee_id, o.team_id, o.channel_account_id, conversation_section(o), -1 from old_rows o
    ) m group by 1, 2, 3, 4, 5 having sum(m.d) <> 0;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- Counted once from the conversations themselves. The owner is bound by FORCE as well, so it is lifted for this statement.
alter table conversation_counts no force row level security;
--> statement-breakpoint
insert into conversation_counts (org_id, assignee_id, team_id, channel_account_id, section, total)
select c.org_id, c.assignee_id, c.team_id, c.channel_account_id, conversation_section(c), count(*) from conversations c group by 1, 2, 3, 4, 5;
--> statement-breakpoint
alter table conversation_counts force row level security;
