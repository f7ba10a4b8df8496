import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { forgetResults } from "./forget-results";

/**
 * What customers wrote, as answers to campaigns: to the message that they quote or whose button they pressed, else to what a campaign said
 * last in the conversation that has not failed (a test is nobody's campaign), as far as its days of attribution reach. The first answer
 * counts, the first press too; where an answer or a button is what counts as a result, that as well. Harmless when repeated.
 */
export async function attributeReplies(scope: Scope, messageIds: string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const rows = await sql<{ campaign_id: string; message_id: string }[]>`
      with said as (
        select m.id, m.conversation_id, m.seq, m.occurred_at, m.channel_account_id, m.reply_to_provider_id as quoted,
          case when m.content ->> 'type' = 'button' then m.content ->> 'text' end as pressed
        from messages m where m.org_id = ${orgId} and m.id = any(${messageIds}::uuid[]) and m.direction = 'in'
      ), meant as (
        select said.*, coalesce(quoted.message_id, last.id) as message_id from said
          left join deliveries quoted on said.quoted is not null and quoted.org_id = ${orgId} and quoted.channel_account_id = said.channel_account_id
            and quoted.provider_id = said.quoted and quoted.campaign_id is not null
          left join lateral (
            select m.id from messages m join deliveries d on d.org_id = ${orgId} and d.message_id = m.id and d.state not in ('failed', 'rejected')
            where m.org_id = ${orgId} and m.conversation_id = said.conversation_id and m.seq < said.seq
              and m.origin = 'campaign' and m.campaign_id is not null order by m.seq desc limit 1
          ) last on quoted.message_id is null
      ), first as (
        select message_id, min(occurred_at) as at, min(occurred_at) filter (where pressed is not null) as pressed_at,
          (array_agg(pressed order by occurred_at) filter (where pressed is not null))[1] as pressed
        from meant where message_id is not null group by message_id
      ), answered as (
        select r.campaign_id, r.contact_id, f.*, g.draft -> 'conversion' as wanted
        from first f join campaign_recipients r on r.org_id = ${orgId} and r.message_id = f.message_id
          join campaigns g on g.org_id = ${orgId} and g.id = r.campaign_id
        where f.at <= r.decided_at + make_interval(days => (g.draft ->> 'conversionDays')::int)
          and (r.replied_at is null or f.at < r.replied_at or r.clicked_at is null and f.pressed_at is not null)
        order by r.campaign_id, r.contact_id for update of r
      )
      update campaign_recipients r set replied_at = least(r.replied_at, a.at), clicked_at = coalesce(r.clicked_at, a.pressed_at),
        click = coalesce(r.click, a.pressed),
        converted_at = coalesce(r.converted_at, case a.wanted ->> 'kind' when 'reply' then a.at
          when 'button' then case when a.pressed = a.wanted ->> 'button' then a.pressed_at end end),
        conversion = coalesce(r.conversion, case when a.wanted ->> 'kind' = 'reply' then 'reply'
          when a.wanted ->> 'kind' = 'button' and a.pressed = a.wanted ->> 'button' then 'button' end)
      from answered a where r.org_id = ${orgId} and r.campaign_id = a.campaign_id and r.contact_id = a.contact_id
      returning r.campaign_id, r.message_id`;
    await sql`delete from campaign_answers where org_id = ${orgId} and message_id = any(${messageIds}::uuid[])`;
    const ids = [...new Set(rows.map((row) => row.campaign_id))];
    if (ids.length === 0) return;
    await forgetResults(
      s,
      rows.map((row) => row.message_id),
    );
    await record(s, {
      action: "campaign.answered",
      subject: ["campaign", ids[0] ?? null],
      details: { ids, count: rows.length },
    });
    await publish(
      s,
      ids.map((id) => ({ kind: "campaign", id })),
    );
  });
}
