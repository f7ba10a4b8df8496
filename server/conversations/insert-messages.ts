import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";

/** What was received, with whom it is from, as it goes into the database. */
export interface Row {
  ord: number;
  id: string;
  new_conversation_id: string;
  account_id: string;
  contact_id: string;
  identity_id: string;
  provider_id: string;
  direction: "in" | "out" | "event";
  origin: string;
  kind: string;
  content: unknown;
  preview: unknown;
  reply_to: string | null;
  occurred_at: string;
  service_expires_at: string | null;
}

export interface Applied {
  id: string;
  conversation_id: string;
  opened: boolean;
  team_id: string | null;
  assignee_id: string | null;
  standard: boolean;
  quiet: boolean;
  stale: boolean;
  /** A campaign has spoken in the conversation, and this may be an answer to it. */
  answers: boolean;
}

/**
 * One statement: what is new, the conversation it belongs to (opened if there is none), its seq, and the conversation's
 * place in the queues. The caller holds the windows, so that no other batch is at these conversations; their own rows are taken
 * here, as a reply or a note takes them, so that each gets a seq of its own.
 */
export async function insertMessages(scope: OrgScope, rows: Row[]): Promise<Applied[]> {
  if (rows.length === 0) return [];
  const { sql, orgId } = scope;
  return sql<Applied[]>`
    with x as (
      select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(ord int, id uuid, new_conversation_id uuid, account_id uuid,
        contact_id uuid, identity_id uuid, provider_id text, direction text, origin text, kind text, content jsonb, preview jsonb,
        reply_to text, occurred_at timestamptz) limit ${rows.length}
    ), fresh as (
      select distinct on (account_id, provider_id) * from x
      where not exists (select 1 from messages m where m.org_id = ${orgId} and m.channel_account_id = x.account_id
        and m.provider_id = x.provider_id)
      order by account_id, provider_id, ord
    ), pair as (
      select account_id, contact_id, count(*)::int as n,
        (array_agg(new_conversation_id order by ord))[1] as new_id,
        (array_agg(identity_id order by ord desc))[1] as identity_id,
        (array_agg(preview order by ord desc) filter (where direction <> 'event'))[1] as preview,
        (array_agg(direction order by ord desc) filter (where direction <> 'event'))[1] as spoke,
        count(*) filter (where direction = 'in')::int as inbound,
        min(occurred_at) as first_at, max(occurred_at) as last_at,
        min(occurred_at) filter (where direction = 'in') as waiting_from
      from fresh group by account_id, contact_id
    ), opened as (
      select c.id, c.channel_account_id, c.contact_id, c.last_seq, c.last_message_at, c.team_id,
        c.assignee_id, c.campaign_id
      from pair p join conversations c on c.org_id = ${orgId} and c.channel_account_id = p.account_id
        and c.contact_id = p.contact_id and c.state = 'open'
      for update of c
    ), created as (
      insert into conversations (id, channel_account_id, contact_id, identity_id, opened_at, team_id, awaiting_since,
        reopened_from_id, window_expires_at, last_seq, last_message_at, preview, unread)
      select p.new_id, p.account_id, p.contact_id, p.identity_id, (select app_now()), a.team_id,
        case when p.spoke = 'in' then p.waiting_from end, b.id, w.service_expires_at, p.n, p.last_at, p.preview, p.inbound
      from pair p join channel_accounts a on a.org_id = ${orgId} and a.id = p.account_id
        join windows w on w.org_id = ${orgId} and w.channel_account_id = p.account_id and w.contact_id = p.contact_id
        left join lateral (
          select c.id, c.closed_at from conversations c where c.org_id = ${orgId} and c.contact_id = p.contact_id
            and c.channel_account_id = p.account_id order by c.opened_at desc limit 1
        ) last on p.spoke = 'in'
        left join lateral (
          select last.id from organizations o where o.id = ${orgId}
            and last.closed_at > (select app_now()) - o.reopen_hours * interval '1 hour'
        ) b on true
      where not exists (select 1 from opened o where o.channel_account_id = p.account_id and o.contact_id = p.contact_id)
      returning id, channel_account_id, contact_id, 0 as last_seq, null::timestamptz as last_message_at, team_id,
        null::uuid as assignee_id, null::uuid as campaign_id, sla_stale
    ), thread as (
      select *, false as sla_stale, false as opened from opened union all select *, true from created
    ), numbered as (
      select f.*, t.id as conversation_id, t.opened, t.team_id, t.assignee_id, t.campaign_id, t.sla_stale,
        (t.last_seq + row_number() over (partition by t.id order by f.ord))::int as seq,
        f.occurred_at < greatest(t.last_message_at, max(f.occurred_at)
          over (partition by t.id order by f.ord rows between unbounded preceding and 1 preceding)) as late
      from fresh f join thread t on t.channel_account_id = f.account_id and t.contact_id = f.contact_id
    ), inserted as (
      insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind,
        content, provider_id, reply_to_provider_id, occurred_at, recorded_at, late)
      select id, conversation_id, seq, account_id, contact_id, identity_id, direction, origin, kind, content, provider_id,
        reply_to, occurred_at, (select app_now()), coalesce(late, false) from numbered
    ), unheard as (
      -- Until somebody looked whether they answer a campaign.
      insert into campaign_answers (message_id)
      select id from numbered where direction = 'in' and (campaign_id is not null or reply_to is not null)
    ), moved as (
      update conversations c set last_seq = c.last_seq + p.n, last_message_at = greatest(c.last_message_at, p.last_at),
        preview = coalesce(p.preview, c.preview), identity_id = p.identity_id,
        unread = case p.spoke when 'in' then c.unread + p.inbound when 'out' then 0 else c.unread end,
        awaiting_since = case p.spoke when 'in' then coalesce(c.awaiting_since, p.waiting_from) when 'out' then null
          else c.awaiting_since end,
        window_expires_at = w.service_expires_at,
        missed = case p.spoke when 'in' then w.service_expires_at <= (select app_now()) when 'out' then false else c.missed end,
        window_warned_at = null,
        snoozed_until = case when p.inbound = 0 then c.snoozed_until end, snoozed_by = case when p.inbound = 0 then c.snoozed_by end,
        woken_at = case when p.spoke in ('in', 'out') then null else c.woken_at end
      from pair p join windows w on w.org_id = ${orgId} and w.channel_account_id = p.account_id and w.contact_id = p.contact_id
      where c.org_id = ${orgId} and c.channel_account_id = p.account_id and c.contact_id = p.contact_id and c.state = 'open'
      returning c.id, c.sla_stale
    )
    select n.id, n.conversation_id, n.opened, n.team_id, n.assignee_id, n.direction = 'in' and a.settings ? 'standardMessages' as standard,
      n.sla_stale or coalesce(moved.sla_stale, false) as stale, exists (select 1 from work_items w
        where w.org_id = ${orgId} and w.conversation_id = n.conversation_id and w.quiet_since is not null) as quiet,
      n.direction = 'in' and (n.campaign_id is not null or n.reply_to is not null) as answers
    from numbered n join channel_accounts a on a.org_id = ${orgId} and a.id = n.account_id
      left join moved on moved.id = n.conversation_id order by n.ord`;
}
