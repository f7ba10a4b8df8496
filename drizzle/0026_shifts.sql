ALTER TABLE "members" ADD COLUMN "shift" jsonb;
--> statement-breakpoint
-- Also who has a shift and is there: it may be over.
create or replace function resolve_absences() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organizations o where exists (
      select 1 from members m left join heartbeats h on h.org_id = m.org_id and h.member_id = m.id
      where m.org_id = o.id and m.removed_at is null and m.presence <> 'offline'
        and (m.shift is not null or h.seen_at < now() - interval '150 seconds'))
    or exists (
      select 1 from members m join conversations c on c.org_id = m.org_id and c.assignee_id = m.id
      where m.org_id = o.id and m.presence <> 'online' and c.state = 'open' and c.awaiting_since is not null and not c.missed
        and c.snoozed_until is null)
    or (o.attendance ->> 'quietMinutes' is not null and exists (
      select 1 from work_items w join conversations c on c.org_id = w.org_id and c.id = w.conversation_id
      where w.org_id = o.id and w.state = 'assigned' and w.quiet_since is null and c.awaiting_since is null
        and greatest(c.last_message_at, w.assigned_at) <= now() + o.clock_offset_ms * interval '1 millisecond'
          - (o.attendance ->> 'quietMinutes')::int * interval '1 minute'))
    or exists (
      select 1 from work_items w join conversations c on c.org_id = w.org_id and c.id = w.conversation_id
      where w.org_id = o.id and w.quiet_since is not null and (c.awaiting_since is not null or c.last_message_at > w.quiet_since))
$$;
