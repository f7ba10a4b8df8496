CREATE INDEX "messages_notes" ON "messages" USING btree ("org_id","id") WHERE "messages"."direction" = 'note';--> statement-breakpoint
CREATE INDEX "messages_note_words" ON "messages" USING gin ("org_id","search_words") WHERE "messages"."direction" = 'note';--> statement-breakpoint
-- The newest notes below `p_before` that say all words, in conversations that the member sees, as search_files does it: by the index
-- where few fit, else walking back from the newest.
create function search_notes(p_words text[], p_before uuid, p_limit int, p_all boolean, p_member uuid, p_teams uuid[],
  out ids uuid[], out rest uuid)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  org uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  query tsquery := search_query(p_words);
  before uuid := coalesce(p_before, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  few boolean; n int; lowest uuid;
begin
  ids := '{}';
  if org is null or query is null or numnode(query) = 0 then return; end if;
  with g as materialized (
    select x.id, x.conversation_id from messages x
    where x.org_id = org and x.direction = 'note' and x.search_words @@ query limit 2001
  )
  select (select count(*) <= 2000 from g), array(
    select g.id from g join conversations c on c.org_id = org and c.id = g.conversation_id
    where g.id < before and (p_all or c.assignee_id = p_member or c.team_id is null or c.team_id = any(p_teams))
    order by g.id desc limit p_limit)
    into few, ids;
  if few then
    rest := case when cardinality(ids) >= p_limit then ids[p_limit] end;
    return;
  end if;
  with w as materialized (
    select x.id, x.conversation_id, x.search_words @@ query as hit from messages x
    where x.org_id = org and x.direction = 'note' and x.id < before order by x.id desc limit 2000
  ), h as (
    select w.id from w join conversations c on c.org_id = org and c.id = w.conversation_id
    where w.hit and (p_all or c.assignee_id = p_member or c.team_id is null or c.team_id = any(p_teams))
    order by w.id desc limit p_limit
  )
  select count(*), (array_agg(w.id order by w.id))[1], array(select h.id from h order by h.id desc) into n, lowest, ids from w;
  rest := case when cardinality(ids) >= p_limit then ids[p_limit] when n = 2000 then lowest end;
end $$;
--> statement-breakpoint
do $$ begin
  grant create on schema public to searcher;
  revoke all on function search_notes(text[], uuid, int, boolean, uuid, uuid[]) from public;
  grant execute on function search_notes(text[], uuid, int, boolean, uuid, uuid[]) to app;
  alter function search_notes(text[], uuid, int, boolean, uuid, uuid[]) owner to searcher;
  revoke create on schema public from searcher;
end $$;
