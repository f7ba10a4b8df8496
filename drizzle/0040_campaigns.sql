CREATE TABLE "campaign_audience" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	CONSTRAINT "campaign_audience_org_id_campaign_id_contact_id_pk" PRIMARY KEY("org_id","campaign_id","contact_id")
);
--> statement-breakpoint
ALTER TABLE "campaign_audience" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaign_deltas" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "campaign_deltas_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "campaign_deltas_org_id_campaign_id_id_pk" PRIMARY KEY("org_id","campaign_id","id")
);
--> statement-breakpoint
ALTER TABLE "campaign_deltas" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaign_recipients" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"identity_id" uuid,
	"channel_account_id" uuid,
	"state" text NOT NULL,
	"reason" text,
	"detail" text,
	"place" integer NOT NULL,
	"variant" smallint DEFAULT 0 NOT NULL,
	"market" text,
	"due_at" timestamp with time zone,
	"tries" smallint DEFAULT 0 NOT NULL,
	"message_id" uuid,
	"reserved_micros" bigint,
	"intent_hash" text,
	"decided_at" timestamp with time zone,
	"replied_at" timestamp with time zone,
	"clicked_at" timestamp with time zone,
	"click" text,
	"converted_at" timestamp with time zone,
	"conversion" text,
	CONSTRAINT "campaign_recipients_org_id_campaign_id_contact_id_pk" PRIMARY KEY("org_id","campaign_id","contact_id")
);
--> statement-breakpoint
ALTER TABLE "campaign_recipients" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaign_senders" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"channel_account_id" uuid NOT NULL,
	"lease" uuid NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"rate" real,
	"full_until" timestamp with time zone,
	CONSTRAINT "campaign_senders_org_id_channel_account_id_pk" PRIMARY KEY("org_id","channel_account_id")
);
--> statement-breakpoint
ALTER TABLE "campaign_senders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaigns" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"draft" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"launched_by" uuid,
	"launched_at" timestamp with time zone,
	"approved_by" uuid,
	"starts_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"pause_reason" text,
	"pause_detail" text,
	"paused_at" timestamp with time zone,
	"frozen_to" uuid,
	"audience_hash" text,
	"audience_size" integer,
	"budget_micros" bigint,
	"currency" text DEFAULT 'USD' NOT NULL,
	"category" text,
	"committed_micros" bigint DEFAULT 0 NOT NULL,
	"forecast" jsonb,
	"canary_to" integer,
	"canary_until" timestamp with time zone,
	"tally" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"served_at" timestamp with time zone,
	CONSTRAINT "campaigns_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reached" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "reached_org_id_connection_id_contact_id_pk" PRIMARY KEY("org_id","connection_id","contact_id")
);
--> statement-breakpoint
ALTER TABLE "reached" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "campaign_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "home_team_id" uuid;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "campaign_approval_micros" bigint;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "campaign_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "held" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_recipients" ADD CONSTRAINT "campaign_recipients_org_id_contact_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_senders" ADD CONSTRAINT "campaign_senders_org_id_channel_account_id_channel_accounts_org_id_id_fk" FOREIGN KEY ("org_id","channel_account_id") REFERENCES "public"."channel_accounts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_org_id_created_by_members_org_id_id_fk" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_org_id_launched_by_members_org_id_id_fk" FOREIGN KEY ("org_id","launched_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_org_id_approved_by_members_org_id_id_fk" FOREIGN KEY ("org_id","approved_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reached" ADD CONSTRAINT "reached_org_id_contact_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_recipients_due" ON "campaign_recipients" USING btree ("org_id","campaign_id","channel_account_id","due_at","place") WHERE "campaign_recipients"."state" = 'planned';--> statement-breakpoint
CREATE INDEX "campaign_recipients_place" ON "campaign_recipients" USING btree ("org_id","campaign_id","place");--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_recipients_message" ON "campaign_recipients" USING btree ("org_id","message_id") WHERE "campaign_recipients"."message_id" is not null;--> statement-breakpoint
CREATE INDEX "campaign_recipients_contact" ON "campaign_recipients" USING btree ("org_id","contact_id","decided_at") WHERE "campaign_recipients"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "campaigns_recent" ON "campaigns" USING btree ("org_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "campaigns_at_work" ON "campaigns" USING btree ("org_id","state") WHERE "campaigns"."state" in ('preparing', 'scheduled', 'running', 'paused', 'cancelling');--> statement-breakpoint
CREATE INDEX "reached_recent" ON "reached" USING btree ("org_id","connection_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_one_begun" ON "conversations" USING btree ("org_id","channel_account_id","contact_id") WHERE "conversations"."state" = 'begun';--> statement-breakpoint
CREATE INDEX "deliveries_campaign_again" ON "deliveries" USING btree ("org_id","channel_account_id","retry_at") WHERE "deliveries"."pending" and "deliveries"."campaign_id" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_campaign_failed" ON "deliveries" USING btree ("org_id","campaign_id") WHERE "deliveries"."campaign_id" is not null and "deliveries"."failed_at" is not null;--> statement-breakpoint
CREATE POLICY "campaign_audience_org" ON "campaign_audience" AS PERMISSIVE FOR ALL TO "app" USING ("campaign_audience"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("campaign_audience"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "campaign_deltas_org" ON "campaign_deltas" AS PERMISSIVE FOR ALL TO "app" USING ("campaign_deltas"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("campaign_deltas"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "campaign_recipients_org" ON "campaign_recipients" AS PERMISSIVE FOR ALL TO "app" USING ("campaign_recipients"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("campaign_recipients"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "campaign_senders_org" ON "campaign_senders" AS PERMISSIVE FOR ALL TO "app" USING ("campaign_senders"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("campaign_senders"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "campaigns_org" ON "campaigns" AS PERMISSIVE FOR ALL TO "app" USING ("campaigns"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("campaigns"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "reached_org" ON "reached" AS PERMISSIVE FOR ALL TO "app" USING ("reached"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("reached"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE "campaigns" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_audience" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_recipients" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_deltas" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_senders" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reached" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- A conversation that nobody has answered is in no queue.
create or replace function count_conversations() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into conversation_count_deltas (org_id, assignee_id, team_id, channel_account_id, section, delta)
    select n.org_id, n.assignee_id, n.team_id, n.channel_account_id, conversation_section(n), count(*) from new_rows n where n.state <> 'begun' group by 1, 2, 3, 4, 5;
  elsif tg_op = 'DELETE' then
    insert into conversation_count_deltas (org_id, assignee_id, team_id, channel_account_id, section, delta)
    select o.org_id, o.assignee_id, o.team_id, o.channel_account_id, conversation_section(o), -count(*) from old_rows o where o.state <> 'begun' group by 1, 2, 3, 4, 5;
  else
    insert into conversation_count_deltas (org_id, assignee_id, team_id, channel_account_id, section, delta)
    select m.org_id, m.assignee_id, m.team_id, m.channel_account_id, m.section, sum(m.d) from (
      select n.org_id, n.assignee_id, n.team_id, n.channel_account_id, conversation_section(n) as section, 1 as d from new_rows n where n.state <> 'begun'
      union all
      select o.org_id, o.assignee_id, o.team_id, o.channel_account_id, conversation_section(o), -1 from old_rows o where o.state <> 'begun'
    ) m group by 1, 2, 3, 4, 5 having sum(m.d) <> 0;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- And it counts as opened on the day on which the contact writes.
create or replace function report_conversation() returns trigger language plpgsql as $$
declare
  moment timestamptz := app_now();
  answered boolean;
begin
  if tg_op = 'INSERT' then
    if new.state = 'begun' then return null; end if;
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
  if old.state = 'begun' and new.state = 'open' then
    insert into report_facts (org_id, kind, at, conversation_id, team_id, member_id, channel_account_id)
    values (new.org_id, 'opened', new.opened_at, new.id, new.team_id, new.assignee_id, new.channel_account_id);
  end if;
  if new.missed and not old.missed then
    insert into report_facts (org_id, kind, at, conversation_id, team_id, member_id, channel_account_id)
    values (new.org_id, 'missed', moment, new.id, new.team_id, new.assignee_id, new.channel_account_id);
  end if;
  return null;
end $$;
--> statement-breakpoint
-- A campaign's counts are kept: what changes them leaves a line, and nobody who reports a status waits for the campaign's row.
create function tally_recipients() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    -- An erasure takes who was not written to yet; what was done stays counted.
    insert into campaign_deltas (org_id, campaign_id, key, amount)
    select o.org_id, o.campaign_id, o.state, -count(*) from old_rows o where o.state = 'planned' group by 1, 2, 3;
  elsif tg_op = 'INSERT' then
    insert into campaign_deltas (org_id, campaign_id, key, amount)
    select n.org_id, n.campaign_id, k.key, count(*) from new_rows n
      cross join lateral unnest(array[n.state, n.state || ':' || n.reason]) k(key)
    where k.key is not null group by 1, 2, 3;
  else
    insert into campaign_deltas (org_id, campaign_id, key, amount)
    select x.org_id, x.campaign_id, x.key, sum(x.d) from (
      select n.org_id, n.campaign_id, k.key, 1 as d from new_rows n cross join lateral unnest(array[n.state, n.state || ':' || n.reason,
        case when n.replied_at is not null then 'replied' end, case when n.clicked_at is not null then 'clicked' end,
        case when n.converted_at is not null then 'converted' end]) k(key)
      union all
      select o.org_id, o.campaign_id, k.key, -1 from old_rows o cross join lateral unnest(array[o.state, o.state || ':' || o.reason,
        case when o.replied_at is not null then 'replied' end, case when o.clicked_at is not null then 'clicked' end,
        case when o.converted_at is not null then 'converted' end]) k(key)
    ) x where x.key is not null group by 1, 2, 3 having sum(x.d) <> 0;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger recipients_tally_insert after insert on campaign_recipients
  referencing new table as new_rows for each statement execute function tally_recipients();
--> statement-breakpoint
create trigger recipients_tally_delete after delete on campaign_recipients
  referencing old table as old_rows for each statement execute function tally_recipients();
--> statement-breakpoint
create trigger recipients_tally_update after update on campaign_recipients
  referencing old table as old_rows new table as new_rows for each statement execute function tally_recipients();
--> statement-breakpoint
-- What was refused at the hand-over costs nothing: its reservation is free again. What failed later may still arrive: its stays.
create function tally_deliveries() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into campaign_deltas (org_id, campaign_id, key, amount)
    select n.org_id, n.campaign_id, 'd:' || n.state, count(*) from new_rows n where n.campaign_id is not null group by 1, 2, 3;
    return null;
  end if;
  if not exists (select 1 from new_rows n where n.campaign_id is not null) then return null; end if;
  insert into campaign_deltas (org_id, campaign_id, key, amount)
  select x.org_id, x.campaign_id, x.key, sum(x.d) from (
    select n.org_id, n.campaign_id, k.key, 1 as d from new_rows n
      cross join lateral unnest(array['d:' || n.state, case when n.held then 'd:held' end]) k(key) where n.campaign_id is not null
    union all
    select o.org_id, o.campaign_id, k.key, -1 from old_rows o
      cross join lateral unnest(array['d:' || o.state, case when o.held then 'd:held' end]) k(key) where o.campaign_id is not null
    union all
    select n.org_id, n.campaign_id, 'committed', -r.reserved_micros from new_rows n
      join old_rows o on o.org_id = n.org_id and o.message_id = n.message_id
      join campaign_recipients r on r.org_id = n.org_id and r.message_id = n.message_id
    where n.campaign_id is not null and n.state = 'rejected' and o.state <> 'rejected' and r.reserved_micros is not null
    union all
    -- The carrier contradicts itself: it has it after all.
    select n.org_id, n.campaign_id, 'committed', r.reserved_micros from new_rows n
      join old_rows o on o.org_id = n.org_id and o.message_id = n.message_id
      join campaign_recipients r on r.org_id = n.org_id and r.message_id = n.message_id
    where n.campaign_id is not null and n.state <> 'rejected' and o.state = 'rejected' and r.reserved_micros is not null
  ) x where x.key is not null group by 1, 2, 3 having sum(x.d) <> 0;
  return null;
end $$;
--> statement-breakpoint
create trigger deliveries_tally_insert after insert on deliveries
  referencing new table as new_rows for each statement execute function tally_deliveries();
--> statement-breakpoint
create trigger deliveries_tally_update after update on deliveries
  referencing old table as old_rows new table as new_rows for each statement execute function tally_deliveries();
--> statement-breakpoint
-- The price of a message takes the place of what was set aside for it, or of the price before; a later correction is added as it is. What
-- a failure takes back stays set aside, since what failed may still arrive and is charged then.
create function tally_charges() returns trigger language plpgsql as $$
begin
  insert into campaign_deltas (org_id, campaign_id, key, amount)
  select x.org_id, x.campaign_id, k.key, sum(k.amount) from (
    select n.*, e.campaign_id, coalesce((select c.micros from charges c where c.org_id = n.org_id
        and c.usage_event_id = n.usage_event_id and c.step < n.step and c.kind = 'charge' and c.reason <> 'failed'
        order by c.step desc limit 1), r.reserved_micros, 0) as before
    from new_rows n
      join usage_events e on e.org_id = n.org_id and e.id = n.usage_event_id and e.campaign_id is not null
      left join campaign_recipients r on r.org_id = e.org_id and r.message_id = e.message_id
  ) x cross join lateral (values ('spent', x.micros), ('committed', case
      when x.kind = 'charge' and x.reason <> 'failed' then x.micros - x.before
      when x.kind = 're-rate' then x.micros else 0 end)) k(key, amount)
  group by 1, 2, 3 having sum(k.amount) <> 0;
  return null;
end $$;
--> statement-breakpoint
create trigger charges_tally after insert on charges
  referencing new table as new_rows for each statement execute function tally_charges();
--> statement-breakpoint
-- As in 0001: the resolver below runs as the owner, whom FORCE binds as well.
do $$ begin
  execute 'create policy campaigns_resolve on campaigns for select to current_user using (true)';
  execute 'create policy campaign_deltas_resolve on campaign_deltas for select to current_user using (true)';
end $$;
--> statement-breakpoint
-- Organizations with a campaign that has something to do now, or with counts to be folded.
create function resolve_due_campaigns() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct c.org_id from campaigns c join organizations o on o.id = c.org_id
  where c.state in ('preparing', 'running', 'cancelling')
    or c.state = 'scheduled' and c.starts_at <= now() + o.clock_offset_ms * interval '1 millisecond'
  union
  select d.org_id from campaign_deltas d group by d.org_id having count(*) > 100
$$;
