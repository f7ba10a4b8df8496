ALTER TABLE "connector_health" ADD COLUMN "many_refusals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connector_health" ADD COLUMN "many_until" timestamp with time zone;
--> statement-breakpoint
-- What of a campaign's messages does not stand: who did not get one neither answered it nor did what it asked for because of it. A click
-- and an answer to that very message prove that it arrived, whatever the carrier says; an answer to the conversation does not. The rows are
-- taken first: whoever counts a result of them meanwhile asks this once more after it.
create function forget_results(p_org uuid, p_messages uuid[]) returns void language plpgsql as $$
begin
  perform 1 from campaign_recipients r where r.org_id = p_org and r.message_id = any(p_messages)
    order by r.campaign_id, r.contact_id for update;
  update campaign_recipients r set replied_at = null, converted_at = null, conversion = null
  from deliveries d join conversations c on c.org_id = p_org and c.id = d.conversation_id
  where r.org_id = p_org and r.message_id = any(p_messages) and (r.replied_at is not null or r.converted_at is not null)
    and r.clicked_at is null and d.org_id = p_org and d.message_id = r.message_id and d.state in ('failed', 'rejected')
    and not exists (select 1 from conversations o join messages m on m.org_id = p_org and m.conversation_id = o.id
      where o.org_id = p_org and o.contact_id = c.contact_id and m.direction = 'in' and m.channel_account_id = d.channel_account_id
        and m.reply_to_provider_id = d.provider_id);
end $$;
--> statement-breakpoint
create function settle_results() returns trigger language plpgsql as $$
declare
  org uuid;
  failed uuid[];
  arrived boolean;
begin
  -- Once over what changed, since most of it is neither.
  select min(n.org_id::text)::uuid, array_agg(n.message_id) filter (where n.state in ('failed', 'rejected')),
      bool_or(n.failed_at is not null and n.state in ('delivered', 'read'))
    into org, failed, arrived from new_rows n where n.campaign_id is not null;
  if failed is not null then perform forget_results(org, failed); end if;
  if arrived is not true then return null; end if;
  -- What was called failed has arrived after all: what was said after it may be an answer.
  insert into campaign_answers (org_id, message_id)
  select m.org_id, m.id from new_rows n
    join messages m on m.org_id = n.org_id and m.conversation_id = n.conversation_id and m.seq > n.seq and m.direction = 'in'
  where n.campaign_id is not null and n.failed_at is not null and n.state in ('delivered', 'read')
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger deliveries_results after update on deliveries
  referencing new table as new_rows for each statement execute function settle_results();
