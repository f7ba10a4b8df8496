-- Letters as people type them: without accents, case, width and the marks that tie words together. What is searched and what is
-- searched for both go through it. Immutable though unaccent is not: its rules come with the database and are not changed here.
create function search_fold(p text) returns text language plpgsql immutable parallel safe as $$
begin
  p := left(p, 10000);
  if octet_length(p) > length(p) then
    if p is not nfkc normalized then p := normalize(p, nfkc); end if;
    p := public.unaccent('public.unaccent'::regdictionary, p);
  end if;
  return translate(lower(p), $p$-./_@:+'&#=~$p$, '            ');
end $$;
--> statement-breakpoint
-- The words of a text without their places: how near they stand is judged by who reads the few that were found.
create function text_words(p text) returns tsvector language plpgsql immutable parallel safe as $$
begin
  return nullif(strip(to_tsvector('pg_catalog.simple'::regconfig, public.search_fold(p))), ''::tsvector);
end $$;
--> statement-breakpoint
-- What a message says. Common kinds are named; of any other, every text in it but its keys and codes.
create function message_words(p jsonb) returns tsvector language plpgsql immutable parallel safe as $$
begin
  case p ->> 'type'
    when 'text', 'note' then return public.text_words(p ->> 'body');
    when 'event', 'unknown', 'unsupported' then return null;
    when 'image', 'video', 'audio', 'document', 'sticker', 'location' then
      return public.text_words(concat_ws(' ', p ->> 'caption', p ->> 'name', p ->> 'address'));
    else
      return public.text_words((select string_agg(v #>> '{}', ' ')
        from jsonb_path_query(p - array['type', 'templateId', 'language', 'category', 'values', 'payload', 'id', 'of'], 'strict $.**') v
        where jsonb_typeof(v) = 'string'));
  end case;
end $$;
--> statement-breakpoint
-- A leading space: what begins a word can be asked for with ' word'.
create function name_key(p text) returns text language plpgsql immutable parallel safe as $$
begin
  return ' ' || regexp_replace(public.search_fold(p), '[[:punct:][:space:]]+', ' ', 'g');
end $$;
--> statement-breakpoint
-- By what else a person is known: username, mail address; the digits of a telephone number as the carrier has it and as its key.
create function identity_key(p_kind text, p_value text, p_address text, p_username text) returns text language plpgsql immutable parallel safe as $$
begin
  return concat_ws(' ', public.name_key(p_username),
    case p_kind when 'phone' then regexp_replace(p_address, '\D', '', 'g') || ' ' || p_value
      when 'email' then public.name_key(p_address) end);
end $$;
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "search_words" "tsvector" GENERATED ALWAYS AS (case when revoked_at is null then message_words(content) end) STORED;--> statement-breakpoint
CREATE INDEX "contacts_name" ON "contacts" USING gin ("org_id",name_key("name") gin_trgm_ops) WHERE "contacts"."merged_into" is null;--> statement-breakpoint
CREATE INDEX "identities_key" ON "identities" USING gin ("org_id",identity_key("kind", "value", "address", "username") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "attachments_named" ON "attachments" USING btree ("org_id","id") WHERE "attachments"."name" is not null;--> statement-breakpoint
CREATE INDEX "attachments_words" ON "attachments" USING gin ("org_id",text_words("name")) WHERE "attachments"."name" is not null;--> statement-breakpoint
CREATE INDEX "messages_words" ON "messages" USING gin ("org_id","search_words") WHERE "messages"."search_words" is not null;
--> statement-breakpoint
-- Little and often: whoever fills the list pays for emptying it, and every search reads it through.
alter index messages_words set (gin_pending_list_limit = 256);
--> statement-breakpoint
-- Row-level security keeps these indexes from being used: their operators could tell what they see. The functions below therefore run as
-- a role that reads the five tables whole, and name the organization themselves: from the transaction, never from who calls.
do $$ declare t text; begin
  foreach t in array array['messages', 'attachments', 'conversations', 'contacts', 'identities'] loop
    execute format('grant select on %I to searcher', t);
    execute format('create policy %I on %I for select to searcher using (true)', t || '_search', t);
  end loop;
end $$;
--> statement-breakpoint
grant usage on schema public to searcher;
--> statement-breakpoint
-- Words, of which those that end in * are beginnings; all of them must be there.
create function search_query(p_words text[]) returns tsquery language sql stable parallel safe as $$
  select string_agg(quote_literal(f) || case when w like '%*' then ':*' else '' end, ' & ')::tsquery
  from unnest(p_words) w, regexp_split_to_table(name_key(w), ' +') f where f <> ''
$$;
--> statement-breakpoint
-- The newest messages below `p_before` that say all words, in conversations that the member sees; `rest`, from where to look further.
-- What is said often is found soon by walking back from the newest; what is said seldom by the index. Neither reads all of a long history.
create function search_messages(p_words text[], p_before uuid, p_limit int, p_all boolean, p_member uuid, p_teams uuid[],
  out ids uuid[], out rest uuid)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  org uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  query tsquery := search_query(p_words);
  before uuid := coalesce(p_before, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  chunk int := 1000;
  walked int := 0; matched int := 0; n int; m int; lowest uuid; found uuid[]; rare boolean;
begin
  ids := '{}';
  if org is null or query is null or numnode(query) = 0 then return; end if;
  loop
    with w as materialized (
      select x.id, x.conversation_id, x.search_words @@ query as hit from messages x
      where x.org_id = org and x.id < before order by x.id desc limit chunk
    ), h as (
      select w.id from w join conversations c on c.org_id = org and c.id = w.conversation_id
      where w.hit and (p_all or c.assignee_id = p_member or c.team_id is null or c.team_id = any(p_teams))
      order by w.id desc limit p_limit - cardinality(ids)
    )
    select count(*), count(*) filter (where w.hit), (array_agg(w.id order by w.id))[1], array(select h.id from h order by h.id desc)
      into n, m, lowest, found from w;
    ids := ids || found;
    if cardinality(ids) >= p_limit then rest := ids[p_limit]; return; end if;
    if n < chunk then return; end if;
    walked := walked + n; matched := matched + m; before := lowest; rest := lowest;
    if rare is null and matched * 100 < walked then
      with g as materialized (
        select x.id, x.conversation_id from messages x where x.org_id = org and x.search_words @@ query limit 6001
      )
      select (select count(*) <= 6000 from g), array(
        select g.id from g join conversations c on c.org_id = org and c.id = g.conversation_id
        where g.id < before and (p_all or c.assignee_id = p_member or c.team_id is null or c.team_id = any(p_teams))
        order by g.id desc limit p_limit - cardinality(ids))
        into rare, found;
      if rare then
        ids := ids || found;
        rest := case when cardinality(ids) >= p_limit then ids[p_limit] end;
        return;
      end if;
    end if;
    exit when walked >= 15000;
    chunk := least(chunk * 2, 4000);
  end loop;
end $$;
--> statement-breakpoint
-- The newest files below `p_before` whose names have all words, as above.
create function search_files(p_words text[], p_before uuid, p_limit int, p_all boolean, p_member uuid, p_teams uuid[],
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
    select f.id, f.message_id from attachments f
    where f.org_id = org and f.name is not null and text_words(f.name) @@ query limit 2001
  )
  select (select count(*) <= 2000 from g), array(
    select g.id from g join messages x on x.org_id = org and x.id = g.message_id join conversations c on c.org_id = org and c.id = x.conversation_id
    where g.id < before and x.revoked_at is null and (p_all or c.assignee_id = p_member or c.team_id is null or c.team_id = any(p_teams))
    order by g.id desc limit p_limit)
    into few, ids;
  if few then
    rest := case when cardinality(ids) >= p_limit then ids[p_limit] end;
    return;
  end if;
  with w as materialized (
    select f.id, f.message_id, f.name from attachments f
    where f.org_id = org and f.name is not null and f.id < before order by f.id desc limit 2000
  ), h as (
    select w.id from w join messages x on x.org_id = org and x.id = w.message_id join conversations c on c.org_id = org and c.id = x.conversation_id
    where text_words(w.name) @@ query and x.revoked_at is null
      and (p_all or c.assignee_id = p_member or c.team_id is null or c.team_id = any(p_teams))
    order by w.id desc limit p_limit
  )
  select count(*), (array_agg(w.id order by w.id))[1], array(select h.id from h order by h.id desc) into n, lowest, ids from w;
  rest := case when cardinality(ids) >= p_limit then ids[p_limit] when n = 2000 then lowest end;
end $$;
--> statement-breakpoint
-- People by the beginnings of their names' words, by username, mail or part of a number; by a likeness of the name where nothing else fits.
-- Each with the newest conversation of theirs that the member sees: who has none is not found.
create function search_people(p_words text[], p_digits text, p_limit int, p_all boolean, p_member uuid, p_teams uuid[])
returns table (contact_id uuid, conversation_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off
set pg_trgm.word_similarity_threshold = 0.5 as $$
declare
  org uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  words text[]; longest text; begins text[];
  people uuid[] := '{}'; alike uuid[] := '{}';
begin
  words := array(select f from unnest(p_words) w, regexp_split_to_table(name_key(w), ' +') f where f <> '' order by length(f) desc);
  longest := words[1];
  if org is null then return; end if;
  if length(longest) >= 2 then
    begins := array(select '% ' || w || '%' from unnest(words) w);
    people := array(
      select c.id from contacts c where c.org_id = org and c.merged_into is null
        and name_key(c.name) like '% ' || longest || '%' and name_key(c.name) like all(begins) limit 500);
    people := people || array(
      select i.contact_id from identities i where i.org_id = org
        and identity_key(i.kind, i.value, i.address, i.username) like '% ' || longest || '%'
        and identity_key(i.kind, i.value, i.address, i.username) like all(begins) limit 100);
  end if;
  if length(p_digits) >= 3 then
    people := people || array(
      select i.contact_id from identities i where i.org_id = org and i.kind = 'phone'
        and identity_key(i.kind, i.value, i.address, i.username) like '%' || p_digits || '%' limit 200);
  end if;
  if cardinality(people) < p_limit and length(longest) >= 4 then
    alike := array(
      select k.id from (
        select c.id, name_key(c.name) as key from contacts c where c.org_id = org and c.merged_into is null and longest <% name_key(c.name) limit 1000) k
      where (select bool_and(w <% k.key) from unnest(words) w where length(w) >= 3)
      order by longest <<-> k.key limit 50);
  end if;
  return query
    select k.id, v.id from (
        select x.id, min(x.class) as class from (
          select unnest(people) as id, 1 as class union all select unnest(alike), 2) x group by x.id
      ) k cross join lateral (
        select c.id, c.last_message_at from conversations c where c.org_id = org and c.contact_id = k.id
          and (p_all or c.assignee_id = p_member or c.team_id is null or c.team_id = any(p_teams))
        order by c.opened_at desc limit 1
      ) v
    order by k.class, v.last_message_at desc limit p_limit;
end $$;
--> statement-breakpoint
do $$ declare f text; begin
  grant create on schema public to searcher;
  foreach f in array array['search_messages(text[], uuid, int, boolean, uuid, uuid[])', 'search_files(text[], uuid, int, boolean, uuid, uuid[])',
    'search_people(text[], text, int, boolean, uuid, uuid[])'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to app', f);
    execute format('alter function %s owner to searcher', f);
  end loop;
  revoke create on schema public from searcher;
end $$;
