CREATE TABLE "consent_requests" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"identity_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"text_id" uuid NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "consent_requests_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "consent_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "consent_texts" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "consent_texts_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "consent_texts_version" UNIQUE("org_id","purpose","language","version")
);
--> statement-breakpoint
ALTER TABLE "consent_texts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "erasures" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "erasures_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "erasures_contact" UNIQUE("org_id","contact_id")
);
--> statement-breakpoint
ALTER TABLE "erasures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "consents" DROP CONSTRAINT "consents_org_id_identity_id_identities_org_id_id_fk";
--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "actor_kind" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "actor_id" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "text_id" uuid;--> statement-breakpoint
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_org_id_identity_id_identities_org_id_id_fk" FOREIGN KEY ("org_id","identity_id") REFERENCES "public"."identities"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_org_id_text_id_consent_texts_org_id_id_fk" FOREIGN KEY ("org_id","text_id") REFERENCES "public"."consent_texts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_requests_identity" ON "consent_requests" USING btree ("org_id","identity_id","requested_at");--> statement-breakpoint
CREATE INDEX "erasures_unfinished" ON "erasures" USING btree ("requested_at") WHERE "erasures"."finished_at" is null;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_org_id_text_id_consent_texts_org_id_id_fk" FOREIGN KEY ("org_id","text_id") REFERENCES "public"."consent_texts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_org_id_identity_id_identities_org_id_id_fk" FOREIGN KEY ("org_id","identity_id") REFERENCES "public"."identities"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "consent_requests_org" ON "consent_requests" AS PERMISSIVE FOR ALL TO "app" USING ("consent_requests"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("consent_requests"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "consent_texts_org" ON "consent_texts" AS PERMISSIVE FOR ALL TO "app" USING ("consent_texts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("consent_texts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "erasures_org" ON "erasures" AS PERMISSIVE FOR ALL TO "app" USING ("erasures"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("erasures"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE "consent_requests" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "consent_texts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "erasures" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- A text that was shown stays what it was; that something was erased is never forgotten.
revoke update, delete on consent_texts from app;--> statement-breakpoint
revoke delete on erasures from app;--> statement-breakpoint
-- An identity takes its consents with it, which nobody may delete by themselves: it goes only while its contact is being erased.
create function keep_identity() returns trigger language plpgsql as $$
begin
  if exists (select 1 from consents s where s.org_id = old.org_id and s.identity_id = old.id)
    and not exists (select 1 from erasures e where e.org_id = old.org_id and e.contact_id = old.contact_id and e.finished_at is null) then
    raise exception 'An identity with consents goes only with the erasure of its contact' using errcode = 'check_violation';
  end if;
  return old;
end $$;--> statement-breakpoint
create trigger identities_kept before delete on identities for each row execute function keep_identity();--> statement-breakpoint
-- Where a contact stands on a channel for a purpose: what was said last counts, and of a yes and a no of one moment the no
-- (server/contacts/consent/rules/consent.ts says the same, and a test compares the two).
create function consent_state(p_contact uuid, p_channel text, p_purpose text) returns text
language sql stable set search_path = public, pg_temp as $$
  select s.state from identities i join consents s on s.org_id = i.org_id and s.identity_id = i.id
  where i.org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) and i.contact_id = p_contact
    and s.purpose = p_purpose and s.channel in ('any', p_channel)
  order by s.occurred_at desc, s.state desc limit 1
$$;--> statement-breakpoint
-- Law 7. A template's own category counts beside the one it was written with: the carrier may have changed it since.
create function hsm_allowed(p_contact uuid, p_channel text, p_content jsonb) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select coalesce(consent_state(p_contact, p_channel, w.purpose) = 'in'
      and (w.purpose = 'service' or consent_state(p_contact, p_channel, 'service') is distinct from 'out'), false)
  from (select case when lower(p_content ->> 'category') = 'marketing' or exists (
      select 1 from templates t where t.org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)
        and t.id::text = p_content ->> 'templateId' and lower(t.category) = 'marketing')
    then 'marketing' else 'service' end as purpose) w
$$;--> statement-breakpoint
-- The last line: whatever path a template takes, it is not handed over without a yes. Sees what was said up to this very statement.
create function demand_consent() returns trigger language plpgsql as $$
declare said record;
begin
  select m.content, c.contact_id, a.channel into said
  from messages m join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
    join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
  where m.org_id = new.org_id and m.id = new.message_id;
  if said.content ->> 'type' = 'template' and not hsm_allowed(said.contact_id, said.channel, said.content) then
    raise exception 'No consent to this template' using errcode = 'check_violation';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger deliveries_consent_insert before insert on deliveries for each row
  when (new.state = 'claimed') execute function demand_consent();--> statement-breakpoint
create trigger deliveries_consent_update before update on deliveries for each row
  when (new.state = 'claimed' and (old.state <> 'claimed' or old.attempts <> new.attempts)) execute function demand_consent();
--> statement-breakpoint
-- As in 0001: the resolver below runs as the owner, whom FORCE binds as well.
do $$ begin
  execute 'create policy erasures_resolve on erasures for select to current_user using (true)';
end $$;
--> statement-breakpoint
-- Organizations with an erasure that was begun and is not done.
create function resolve_unfinished_erasures() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct e.org_id from erasures e where e.finished_at is null
$$;
