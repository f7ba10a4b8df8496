CREATE TABLE "import_errors" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"column" integer,
	"reason" text NOT NULL,
	CONSTRAINT "import_errors_org_id_import_id_row_pk" PRIMARY KEY("org_id","import_id","row")
);
--> statement-breakpoint
ALTER TABLE "import_errors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "imports" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"size" bigint NOT NULL,
	"delimiter" text NOT NULL,
	"headers" jsonb NOT NULL,
	"header_key" text NOT NULL,
	"first_row" integer NOT NULL,
	"start_byte" bigint NOT NULL,
	"at_byte" bigint NOT NULL,
	"at_row" integer DEFAULT 0 NOT NULL,
	"mapping" jsonb,
	"checked" jsonb,
	"counts" jsonb NOT NULL,
	"refusal" jsonb,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"progressed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "imports_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_errors" ADD CONSTRAINT "import_errors_org_id_import_id_imports_org_id_id_fk" FOREIGN KEY ("org_id","import_id") REFERENCES "public"."imports"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_header" ON "imports" USING btree ("org_id","header_key","id" DESC NULLS LAST) WHERE "imports"."mapping" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "imports_running" ON "imports" USING btree ("org_id") WHERE "imports"."state" = 'running';--> statement-breakpoint
CREATE POLICY "import_errors_org" ON "import_errors" AS PERMISSIVE FOR ALL TO "app" USING ("import_errors"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("import_errors"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "imports_org" ON "imports" AS PERMISSIVE FOR ALL TO "app" USING ("imports"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("imports"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE "imports" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "import_errors" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- As search_people, but of every contact: who was imported and never wrote has no conversation to be found by.
create function search_contacts(p_words text[], p_digits text, p_limit int) returns table (contact_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off
set pg_trgm.word_similarity_threshold = 0.4 as $$
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
  if cardinality(words) = 1 then
    people := people || array(
      select i.contact_id from identities i where i.org_id = org and i.kind = 'external' and i.value = p_words[1] limit 1);
  end if;
  if cardinality(people) < p_limit and length(longest) >= 4 then
    alike := array(
      select k.id from (
        select c.id, name_key(c.name) as key from contacts c where c.org_id = org and c.merged_into is null and longest <% name_key(c.name) limit 1000) k
      where (select bool_and(w <% k.key) from unnest(words) w where length(w) >= 3)
      order by longest <<-> k.key limit 50);
  end if;
  return query
    select x.id from (select unnest(people) as id, 1 as class union all select unnest(alike), 2) x
      join contacts c on c.org_id = org and c.id = x.id
    group by x.id order by min(x.class), x.id desc limit p_limit;
end $$;
--> statement-breakpoint
do $$ begin
  grant create on schema public to searcher;
  revoke all on function search_contacts(text[], text, int) from public;
  grant execute on function search_contacts(text[], text, int) to app;
  alter function search_contacts(text[], text, int) owner to searcher;
  revoke create on schema public from searcher;
end $$;
