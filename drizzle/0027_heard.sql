-- As in 0001: resolve_absences() runs as the owner, whom FORCE binds as well.
do $$
begin
  execute 'create policy heartbeats_resolve on heartbeats for select to current_user using (true)';
end $$;
