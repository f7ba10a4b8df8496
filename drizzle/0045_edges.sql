CREATE TABLE "campaign_answers" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_answers_org_id_message_id_pk" PRIMARY KEY("org_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "campaign_answers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reached" DROP CONSTRAINT "reached_org_id_contact_id_contacts_org_id_id_fk";--> statement-breakpoint
ALTER TABLE "campaign_senders" ADD COLUMN "people_left" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "revision_id" uuid;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "accepted_red" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_events" ADD COLUMN "reserved_micros" bigint;--> statement-breakpoint
ALTER TABLE "campaign_answers" ADD CONSTRAINT "campaign_answers_org_id_message_id_messages_org_id_id_fk" FOREIGN KEY ("org_id","message_id") REFERENCES "public"."messages"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_answers_age" ON "campaign_answers" USING btree ("at");--> statement-breakpoint
CREATE INDEX "campaigns_follow" ON "campaigns" USING btree ("org_id",("draft" -> 'audience' ->> 'campaignId'));--> statement-breakpoint
CREATE POLICY "campaign_answers_org" ON "campaign_answers" AS PERMISSIVE FOR ALL TO "app" USING ("campaign_answers"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("campaign_answers"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE "campaign_answers" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A recipient can be erased before the price of their message is known: what was set aside for it stays with the event that is priced.
create function keep_reservation() returns trigger language plpgsql as $$
begin
  new.reserved_micros := (select r.reserved_micros from campaign_recipients r where r.org_id = new.org_id and r.message_id = new.message_id);
  return new;
end $$;
--> statement-breakpoint
create trigger usage_events_reservation before insert on usage_events
  for each row when (new.campaign_id is not null) execute function keep_reservation();
--> statement-breakpoint
-- As in 0040, by what the event kept; events from before this have it of their recipients.
create or replace function tally_charges() returns trigger language plpgsql as $$
begin
  insert into campaign_deltas (org_id, campaign_id, key, amount)
  select x.org_id, x.campaign_id, k.key, sum(k.amount) from (
    select n.*, e.campaign_id, coalesce((select c.micros from charges c where c.org_id = n.org_id
        and c.usage_event_id = n.usage_event_id and c.step < n.step and c.kind = 'charge' and c.reason <> 'failed'
        order by c.step desc limit 1), e.reserved_micros, r.reserved_micros, 0) as before
    from new_rows n
      join usage_events e on e.org_id = n.org_id and e.id = n.usage_event_id and e.campaign_id is not null
      left join campaign_recipients r on e.reserved_micros is null and r.org_id = e.org_id and r.message_id = e.message_id
  ) x cross join lateral (values ('spent', x.micros), ('committed', case
      when x.kind = 'charge' and x.reason <> 'failed' then x.micros - x.before
      when x.kind = 're-rate' then x.micros else 0 end)) k(key, amount)
  group by 1, 2, 3 having sum(k.amount) <> 0;
  return null;
end $$;
--> statement-breakpoint
-- As in 0001: the resolver below runs as the owner, whom FORCE binds as well.
do $$ begin
  execute 'create policy campaign_answers_resolve on campaign_answers for select to current_user using (true)';
end $$;
--> statement-breakpoint
-- Organizations with answers of which nobody looked yet whether they are a campaign's: what was received a moment ago is being looked at.
create function resolve_unheard_answers() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.org_id from campaign_answers a where a.at < now() - interval '1 minute'
$$;
--> statement-breakpoint
-- What was sent while its number or template was red goes on, as redOf() would have written it down then. The owner is bound by FORCE as
-- well, so it is lifted for this statement.
alter table campaigns no force row level security;--> statement-breakpoint
alter table templates no force row level security;--> statement-breakpoint
alter table channel_accounts no force row level security;--> statement-breakpoint
update campaigns c set accepted_red = r.red from (
  select o.org_id, o.id, array(
    select a.id from channel_accounts a where a.org_id = o.org_id and o.draft -> 'numberIds' ? a.id::text
      and upper(a.health ->> 'quality') = 'RED'
    union select t.id from templates n join templates t on t.org_id = n.org_id and t.connection_id = n.connection_id and t.name = n.name
      where n.org_id = o.org_id and upper(t.quality) = 'RED' and (n.id::text = o.draft #>> '{check,otherwise,templateId}'
        or exists (select 1 from jsonb_array_elements(o.draft -> 'variants') v(variant) where v.variant ->> 'templateId' = n.id::text))
  ) as red
  from campaigns o where o.state in ('preparing', 'approval', 'scheduled', 'running', 'paused')
) r where c.org_id = r.org_id and c.id = r.id and r.red <> '{}';--> statement-breakpoint
alter table channel_accounts force row level security;--> statement-breakpoint
alter table templates force row level security;--> statement-breakpoint
alter table campaigns force row level security;
