CREATE TABLE "link_clicks" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"button" smallint NOT NULL,
	"campaign_id" uuid,
	"template_id" uuid,
	"label" text NOT NULL,
	"destination" text NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "link_clicks_org_id_message_id_button_pk" PRIMARY KEY("org_id","message_id","button")
);
--> statement-breakpoint
ALTER TABLE "link_clicks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_recipients" ADD COLUMN "clicked_link" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_recipients" ADD COLUMN "held_before" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "watched" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "watched_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "watched_to" uuid;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "links" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "link_clicks" ADD CONSTRAINT "link_clicks_org_id_message_id_messages_org_id_id_fk" FOREIGN KEY ("org_id","message_id") REFERENCES "public"."messages"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_clicks_campaign" ON "link_clicks" USING btree ("org_id","campaign_id") WHERE "link_clicks"."campaign_id" is not null;--> statement-breakpoint
CREATE INDEX "campaigns_watched" ON "campaigns" USING btree ("org_id","watched_at" NULLS FIRST) WHERE "campaigns"."watched";--> statement-breakpoint
CREATE POLICY "link_clicks_org" ON "link_clicks" AS PERMISSIVE FOR ALL TO "app" USING ("link_clicks"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("link_clicks"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "link_clicks" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- A template's parts as people see them: a button whose address at the carrier is still the one that was submitted from here leads where
-- its author said, and is marked as measured. One at our own address (`p_own`) of which we do not know where it leads is marked as lost:
-- whoever presses it would get nowhere.
create function shown_components(p_components jsonb, p_links jsonb, p_own text) returns jsonb language sql immutable parallel safe as $$
  select case when p_links = '[]' and strpos(p_components::text, p_own) = 0 then p_components else (
    select jsonb_agg(case when jsonb_typeof(c.part -> 'buttons') = 'array' then jsonb_set(c.part, '{buttons}', (
      select coalesce(jsonb_agg(case when l.link is null and b.button ->> 'url' = p_own then b.button || '{"lost": true}'
          when l.link is null then b.button
          else (b.button - 'example') || jsonb_build_object('url', l.link -> 'url', 'measured', true)
            || case when l.link ->> 'url' like '%{{1}}' then jsonb_build_object('example', jsonb_build_array(l.link -> 'example'))
              else '{}' end end order by b.place), '[]')
      from jsonb_array_elements(c.part -> 'buttons') with ordinality b(button, place)
        left join jsonb_array_elements(p_links) l(link)
          on (l.link ->> 'button')::int = b.place - 1 and l.link -> 'address' = b.button -> 'url'))
      else c.part end order by c.place)
    from jsonb_array_elements(p_components) with ordinality c(part, place)) end
$$;--> statement-breakpoint
-- As in 0040, with a count of its own for those whose first click was one on a link.
create or replace function tally_recipients() returns trigger language plpgsql as $$
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
        case when n.clicked_link then 'linked' end, case when n.converted_at is not null then 'converted' end]) k(key)
      union all
      select o.org_id, o.campaign_id, k.key, -1 from old_rows o cross join lateral unnest(array[o.state, o.state || ':' || o.reason,
        case when o.replied_at is not null then 'replied' end, case when o.clicked_at is not null then 'clicked' end,
        case when o.clicked_link then 'linked' end, case when o.converted_at is not null then 'converted' end]) k(key)
    ) x where x.key is not null group by 1, 2, 3 having sum(x.d) <> 0;
  end if;
  return null;
end $$;--> statement-breakpoint
-- As in 0040, and organizations with a campaign whose result is still looked for: again a while after it was looked at whole, since one that
-- stands still may be watched for ever.
create or replace function resolve_due_campaigns() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct c.org_id from campaigns c join organizations o on o.id = c.org_id
  where c.state in ('preparing', 'running', 'cancelling')
    or c.watched and (c.watched_to is not null or c.watched_at is null
      or c.watched_at < now() + o.clock_offset_ms * interval '1 millisecond' - interval '10 minutes')
    or c.state = 'scheduled' and c.starts_at <= now() + o.clock_offset_ms * interval '1 millisecond'
  union
  select d.org_id from campaign_deltas d group by d.org_id having count(*) > 100
$$;
