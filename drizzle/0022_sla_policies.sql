CREATE TABLE "sla_policies" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"team_id" uuid,
	"priority" smallint,
	"first_minutes" integer,
	"next_minutes" integer,
	"resolution_minutes" integer,
	CONSTRAINT "sla_policies_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "sla_policies_for" UNIQUE NULLS NOT DISTINCT("org_id","team_id","priority")
);
--> statement-breakpoint
ALTER TABLE "sla_policies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "first_answered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "waited" "tstzmultirange" DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "late_answers" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "sla_stale" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "answer_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "answer_due" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "resolve_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "due_at" timestamp with time zone GENERATED ALWAYS AS (least(answer_due_at, resolve_due_at)) STORED;--> statement-breakpoint
ALTER TABLE "sla_policies" ADD CONSTRAINT "sla_policies_org_id_team_id_teams_org_id_id_fk" FOREIGN KEY ("org_id","team_id") REFERENCES "public"."teams"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_open_due" ON "conversations" USING btree ("org_id","due_at","id") WHERE "conversations"."state" = 'open';--> statement-breakpoint
CREATE INDEX "conversations_sla_stale" ON "conversations" USING btree ("org_id","id") WHERE "conversations"."sla_stale";--> statement-breakpoint
CREATE POLICY "sla_policies_org" ON "sla_policies" AS PERMISSIVE FOR ALL TO "app" USING ("sla_policies"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("sla_policies"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "sla_policies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Whoever had an answer in what is open waits for the next one. The owner is bound by FORCE as well, so it is lifted for this statement.
alter table conversations no force row level security;--> statement-breakpoint
alter table messages no force row level security;--> statement-breakpoint
update conversations c set first_answered_at = a.at from (
  select m.org_id, m.conversation_id, min(m.recorded_at) as at from messages m
  where m.direction = 'out' and m.origin <> 'automatic' group by 1, 2
) a where c.state = 'open' and a.org_id = c.org_id and a.conversation_id = c.id;--> statement-breakpoint
alter table messages force row level security;--> statement-breakpoint
alter table conversations force row level security;--> statement-breakpoint
-- Whoever lets a customer wait, answers, or moves the matter, keeps its history and marks its due times: no verb can forget to.
create function keep_waiting() returns trigger language plpgsql as $$
declare ended timestamptz;
begin
  if tg_op = 'UPDATE' and old.awaiting_since is not null and new.awaiting_since is null then
    ended := greatest(app_now(), old.awaiting_since);
    new.waited := old.waited + tstzmultirange(tstzrange(old.awaiting_since, ended));
    if new.state = 'open' then new.first_answered_at := coalesce(old.first_answered_at, ended); end if;
    if old.answer_due_at < ended then new.late_answers := old.late_answers + 1; end if;
    new.answer_due_at := null;
    new.answer_due := null;
    new.resolve_due_at := null;
    new.sla_stale := false;
  elsif new.awaiting_since is not null then
    new.sla_stale := exists (select 1 from sla_policies p where p.org_id = new.org_id);
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger conversations_waiting_insert before insert on conversations
  for each row when (new.awaiting_since is not null) execute function keep_waiting();--> statement-breakpoint
create trigger conversations_waiting_update before update on conversations for each row
  when ((old.awaiting_since, old.window_expires_at, old.team_id, old.priority)
    is distinct from (new.awaiting_since, new.window_expires_at, new.team_id, new.priority))
  execute function keep_waiting();--> statement-breakpoint
-- Other promises or other hours: every due time that rests on them.
create function mark_due_times() returns trigger language plpgsql as $$
begin
  update conversations c set sla_stale = true
  where c.org_id = nullif(current_setting('app.org_id', true), '')::uuid and c.state = 'open' and c.awaiting_since is not null;
  return null;
end $$;--> statement-breakpoint
create trigger sla_policies_changed after insert or update or delete on sla_policies
  for each statement execute function mark_due_times();--> statement-breakpoint
create trigger organizations_hours_changed after update of business_hours on organizations
  for each row when (old.business_hours is distinct from new.business_hours) execute function mark_due_times();--> statement-breakpoint
create trigger teams_hours_changed after update of business_hours on teams
  for each row when (old.business_hours is distinct from new.business_hours) execute function mark_due_times();--> statement-breakpoint
-- Whose due times a crash left unreckoned.
create function resolve_stale_sla() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct c.org_id from conversations c where c.sla_stale
$$;
