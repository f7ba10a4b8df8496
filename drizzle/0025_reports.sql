CREATE TABLE "report_facts" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"kind" text NOT NULL,
	"team_id" uuid,
	"member_id" uuid,
	"channel_account_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "report_facts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"conversation_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"seconds" bigint,
	"late" boolean DEFAULT false NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "report_facts_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "report_facts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "report_folds" (
	"org_id" uuid PRIMARY KEY DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"xid" "xid8" DEFAULT '0' NOT NULL,
	"time_zone" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "report_folds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "report_hours" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"kind" text NOT NULL,
	"team_id" uuid,
	"member_id" uuid,
	"channel_account_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"total" integer NOT NULL,
	"seconds" bigint NOT NULL,
	"late" integer NOT NULL,
	CONSTRAINT "report_hours_key" UNIQUE NULLS NOT DISTINCT("org_id","hour","kind","team_id","member_id","channel_account_id")
);
--> statement-breakpoint
ALTER TABLE "report_hours" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "report_facts_xid" ON "report_facts" USING btree ("org_id","xid");--> statement-breakpoint
CREATE POLICY "report_facts_org" ON "report_facts" AS PERMISSIVE FOR ALL TO "app" USING ("report_facts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("report_facts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "report_folds_org" ON "report_folds" AS PERMISSIVE FOR ALL TO "app" USING ("report_folds"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("report_folds"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "report_hours_org" ON "report_hours" AS PERMISSIVE FOR ALL TO "app" USING ("report_hours"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("report_hours"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "report_facts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "report_hours" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "report_folds" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
revoke update, delete on report_facts from app;--> statement-breakpoint
do $$
declare t text;
begin
  -- As in 0001: the resolver below runs as the owner, whom FORCE binds as well.
  foreach t in array array['report_facts', 'report_folds'] loop
    execute format('create policy %I on %I for select to current_user using (true)', t || '_resolve', t);
  end loop;
end $$;--> statement-breakpoint
-- What happened to a conversation, as it happens: no verb can forget to say so.
create function report_conversation() returns trigger language plpgsql as $$
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
      ('unanswered', null, not answered and old.awaiting_since is not null)) x(kind, took, holds) where x.holds;
  elsif old.state = 'closed' and new.state = 'open' then
    insert into report_facts (org_id, kind, at, conversation_id, team_id, member_id, channel_account_id)
    values (new.org_id, 'reopened', moment, new.id, new.team_id, new.assignee_id, new.channel_account_id);
  end if;
  if new.missed and not old.missed then
    insert into report_facts (org_id, kind, at, conversation_id, team_id, member_id, channel_account_id)
    values (new.org_id, 'missed', moment, new.id, new.team_id, new.assignee_id, new.channel_account_id);
  end if;
  return null;
end $$;--> statement-breakpoint
create trigger conversations_report_insert after insert on conversations for each row execute function report_conversation();--> statement-breakpoint
create trigger conversations_report_update after update on conversations for each row
  when ((old.awaiting_since is not null and new.awaiting_since is null) or old.state <> new.state or (new.missed and not old.missed))
  execute function report_conversation();--> statement-breakpoint
-- Organizations whose reports have grown by some hundreds of facts since they were last summed, or whose hours are of another time
-- zone or server. One index probe each.
create function resolve_unfolded_reports() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organizations o left join report_folds f on f.org_id = o.id
  where f.time_zone <> o.time_zone
    or f.xid > pg_snapshot_xmax(pg_current_snapshot())
    or exists (select 1 from report_facts r where r.org_id = o.id and r.xid >= coalesce(f.xid, '0') offset 500)
$$;
