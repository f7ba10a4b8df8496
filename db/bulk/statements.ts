import { type BulkPlan, bodySql, countryRows, idSql, nameSql, pickSql } from "./plan";

/** Conversations `from` to `to` of a plan, on two numbers, with what the organization is made of. */
export interface Slice {
  from: number;
  to: number;
  accountIds: string[];
  teamIds: string[];
  agentIds: string[];
  /** What times count back from. */
  now: string;
}

const quoted = (ids: string[]) => `array[${ids.map((id) => `'${id}'`).join(",")}]::uuid[]`;

/**
 * The statements that load one slice, in order. Set-based: a slice of ten thousand costs as many statements as one of ten.
 * Each contact's first conversation may be open; all further ones are closed and older.
 */
export function sliceStatements(plan: BulkPlan, slice: Slice): string[] {
  return [
    conversationsOf(plan, slice),
    messagesOf(plan),
    // Temporary tables have no statistics of their own accord, and every statement below leans on them.
    "analyze bulk_conversations",
    "analyze bulk_messages",
    ...people(plan, slice),
    insertWindows,
    insertConversations,
    insertMessages,
    insertAttachments(plan.seed),
    insertDeliveries,
    insertUsage(plan.seed),
    insertCharges(plan.seed),
    insertWork(plan.seed),
    "drop table bulk_messages",
    "drop table bulk_conversations",
  ];
}

function conversationsOf({ seed, contacts, messagesPer }: BulkPlan, slice: Slice): string {
  const { from, to, accountIds, teamIds, agentIds, now } = slice;
  const pick = (what: number, below: string | number) => pickSql(seed, what, "i", below);
  return `
    create temp table bulk_conversations on commit drop as
    with numbered as (
      select i, case when i <= ${contacts} then i else 1 + ${pick(3, contacts)} end as k from generate_series(${from}, ${to}) i
    ), placed as (
      select *, i <= ${contacts} and ${pick(4, 100)} < 20 as open, ${pick(5, 100)} as fate,
        2 + ${pick(6, Math.max(1, 2 * messagesPer - 3))} as n, 40 + ${pick(7, 600)} as pace from numbered
    ), timed as (
      select *, open and fate < 42 as awaiting, open and fate < 5 as missed,
        '${now}'::timestamptz - interval '1 second' * case
          when open and fate < 5 then 90000 + ${pick(8, 160_000)}
          when open and fate < 42 then 60 + ${pick(8, 79_000)}
          when open then 300 + ${pick(8, 250_000)}
          when i <= ${contacts} then 86400 + ${pick(8, 7_776_000)}
          else 8000000 + ${pick(8, 7_776_000)} end as last_at
      from placed
    )
    select t.*, ${idSql(seed, "conversation", "i")} as id, ${idSql(seed, "contact", "k")} as contact_id,
      ${idSql(seed, "phone", "k")} as identity_id,
      (${quoted(accountIds)})[1 + ${pickSql(seed, 9, "k", accountIds.length)}] as account_id,
      case when ${pick(10, 10)} < 8 then (${quoted(teamIds)})[1 + ${pick(11, teamIds.length)}] end as team_id,
      case when ${pick(12, 100)} < 55 or not open then (${quoted(agentIds)})[1 + ${pick(13, agentIds.length)}] end as member_id,
      case when ${pick(14, 100)} < 4 then 1 else 0 end as priority,
      last_at - case when awaiting then 0 else pace end * interval '1 second' as inbound_at, g.*
    from timed t cross join lateral (
      select * from jsonb_to_recordset('${countryRows()}') as g(code text, market text, prefix text, mobile text, digits int, upto int)
      where ${pickSql(seed, 15, "k", 100)} < upto order by upto limit 1) g
    order by i`;
}

/** Message j of conversation i. An answered one ends with a question and our answer, a waiting one with the question. */
function messagesOf({ seed }: BulkPlan): string {
  const m = "(c.i::bigint * 1000 + j)";
  return `
    create temp table bulk_messages on commit drop as
    with told as (
      select c.i, j, c.n, ${m} as m, c.id as conversation_id, c.account_id, c.contact_id, c.identity_id, c.team_id, c.member_id, c.code, c.market,
        c.last_at - (c.n - j) * c.pace * interval '1 second' as at,
        case when j = c.n then case when c.awaiting then 'in' else 'out' end
          when j = c.n - 1 then case when c.awaiting then 'out' else 'in' end
          when j = 1 or ${pickSql(seed, 20, m, 100)} < 48 then 'in' else 'out' end as direction,
        ${pickSql(seed, 21, m, 100)} as form, ${pickSql(seed, 22, m, 100)} as fate
      from bulk_conversations c cross join lateral generate_series(1, c.n) j
    ), formed as (
      select *, case when j = n then 'text' when direction = 'out' then case when form < 6 then 'template' else 'text' end
          when form < 6 then 'image' when form < 10 then 'audio' when form < 12 then 'document' when form < 13 then 'location'
          else 'text' end as kind,
        case when direction = 'in' then 'customer' when form between 6 and 11 and j < n then 'automatic' else 'agent' end as origin,
        ${bodySql(seed, "m", "direction = 'in'")} as body
      from told
    )
    select *, ${idSql(seed, "message", "m")} as id, ${idSql(seed, "attachment", "m")} as attachment_id,
      'wamid.' || translate(encode(substr(sha256(('${seed}:' || m)::bytea), 1, 24), 'base64'), '+/=', 'Aa') as provider_id,
      case when fate < 58 then 'read' when fate < 88 then 'delivered' when fate < 96 then 'sent' else 'failed' end as state
    from formed order by m`;
}

function people({ seed, contacts }: BulkPlan, { now }: Slice): string[] {
  const made = `
    select k, contact_id, identity_id, ${nameSql(seed, "k")} as name, code, prefix, mobile,
      lpad(((k::bigint * 7919 + ${seed * 131}) % (10 ^ digits)::bigint)::text, digits, '0') as line
    from bulk_conversations where i = k and i <= ${contacts}`;
  return [
    `create temp table bulk_people on commit drop as ${made}`,
    `insert into contacts (id, name, country, created_at)
      select contact_id, name, code, '${now}'::timestamptz - interval '1 hour' * (k % 9000) from bulk_people order by k`,
    `insert into identities (id, contact_id, kind, value, address, last_seen_at)
      select identity_id, contact_id, 'phone', prefix || line, mobile || line, '${now}'::timestamptz from bulk_people
      union all
      select ${idSql(seed, "scoped", "k")}, contact_id, 'scoped', code || '.' || (1000000000000000 + k::bigint * 104729),
        code || '.' || (1000000000000000 + k::bigint * 104729), '${now}'::timestamptz from bulk_people`,
    `insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
      select ${idSql(seed, "consent", "k")}, identity_id, 'any', 'service', 'in', 'wrote-first', '${now}'::timestamptz - interval '1 hour' * (k % 9000)
      from bulk_people`,
    "drop table bulk_people",
  ];
}

const insertWindows = `
  insert into windows (channel_account_id, contact_id, identity_id, last_inbound_at, service_expires_at)
  select account_id, contact_id, identity_id, inbound_at, inbound_at + interval '24 hours' from bulk_conversations where i = k`;

const insertConversations = `
  insert into conversations (id, channel_account_id, contact_id, identity_id, state, opened_at, closed_at, owner, assignee_id, team_id,
    priority, awaiting_since, window_expires_at, missed, last_seq, last_message_at, preview, seen_seq, unread)
  select c.id, c.account_id, c.contact_id, c.identity_id, case when open then 'open' else 'closed' end,
    last_at - (c.n - 1) * pace * interval '1 second', case when not open then last_at + interval '5 minutes' end,
    case when open and c.member_id is not null then 'member' else 'queue' end, case when open then c.member_id end, c.team_id, priority,
    case when awaiting then last_at end, inbound_at + interval '24 hours', missed, c.n, last_at,
    jsonb_build_object('kind', 'text', 'text', m.body, 'direction', m.direction, 'origin', m.origin),
    case when awaiting then c.n - 1 else c.n end, case when awaiting then 1 else 0 end
  from bulk_conversations c join bulk_messages m on m.i = c.i and m.j = c.n order by c.i`;

const insertMessages = `
  insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
    provider_id, author_id, occurred_at, recorded_at)
  select id, conversation_id, j, account_id, contact_id, identity_id, direction, origin, kind,
    case kind when 'text' then jsonb_build_object('type', kind, 'body', body)
      when 'template' then jsonb_build_object('type', kind, 'name', 'aviso_de_envio', 'language', 'es_AR', 'category', 'UTILITY',
        'body', body, 'buttons', '[]'::jsonb, 'values', '{}'::jsonb)
      when 'location' then jsonb_build_object('type', kind, 'latitude', -34.6, 'longitude', -58.4, 'name', 'Mi casa')
      when 'audio' then jsonb_build_object('type', kind, 'attachmentId', attachment_id, 'voice', true)
      else jsonb_build_object('type', kind, 'attachmentId', attachment_id, 'caption', body) end,
    case when direction = 'in' then provider_id end, case when origin = 'agent' then member_id end, at, at
  from bulk_messages order by m`;

/** Their files are of long ago: the carrier has forgotten them. */
const insertAttachments = (seed: number) => `
  insert into attachments (id, message_id, channel_account_id, provider_media_id, mime, name, state, expires_at, created_at)
  select attachment_id, id, account_id, (${1_000_000_000_000 + seed} + m)::text,
    case kind when 'image' then 'image/jpeg' when 'audio' then 'audio/ogg' else 'application/pdf' end,
    case kind when 'document' then (array['Factura', 'Recibo', 'Presupuesto', 'Comprobante'])[1 + m % 4] || '-' || (10000 + m % 89999) || '.pdf' end,
    'gone', at + interval '14 days', at
  from bulk_messages where kind in ('image', 'audio', 'document') order by m`;

const insertDeliveries = `
  insert into deliveries (message_id, conversation_id, seq, channel_account_id, state, pending, rank, epoch, provider_id, attempts,
    queued_at, claimed_at, accepted_at, sent_at, delivered_at, read_at, failed_at, priced, failure)
  select id, conversation_id, j, account_id, state, false,
    case state when 'sent' then 6 when 'failed' then 7 when 'delivered' then 8 else 9 end, 1, provider_id, 1, at, at, at, at,
    case when state in ('delivered', 'read') then at + interval '2 seconds' end, case when state = 'read' then at + interval '40 seconds' end,
    case when state = 'failed' then at + interval '3 seconds' end, state <> 'failed',
    case when state = 'failed' then '{"code":"131026"}'::jsonb end
  from bulk_messages where direction = 'out' order by m`;

const insertUsage = (seed: number) => `
  insert into usage_events (id, kind, message_id, conversation_id, contact_id, channel_account_id, team_id, member_id, origin, country,
    market, category, occurred_at, recorded_at)
  select ${idSql(seed, "usage", "m")}, case when direction = 'in' then 'MO' when kind = 'template' then 'HSM' else 'MT' end, id,
    conversation_id, contact_id, account_id, team_id, case when origin = 'agent' then member_id end, origin, code, market,
    case when direction = 'in' then null when kind = 'template' then 'utility' else 'service' end, at, at
  from bulk_messages order by m`;

/** Replies were free until October; since then every eleventh or so falls into what a number has free in a month. */
const insertCharges = (seed: number) => `
  insert into charges (usage_event_id, step, kind, micros, currency, pricing_type, category, market, rate_card_id, reason, evidence, created_at)
  select ${idSql(seed, "usage", "m")}, 1, 'charge', case when reason = 'listed' then coalesce(t.micros, 0) else 0 end, 'USD',
    case reason when 'listed' then 'regular' when 'failed' then 'none' else 'free_customer_service' end, x.category, x.market, c.id,
    case when reason = 'listed' and t.micros is null then 'no-rate' else reason end, jsonb_build_object('at', at), at
  from (select *, case when kind = 'template' then 'utility' else 'service' end as category,
      case when state = 'failed' then 'failed' when kind = 'template' then 'listed' when at < '2026-10-01' then 'window'
        when fate % 11 = 0 then 'allowance' else 'listed' end as reason
    from bulk_messages where direction = 'out') x
    left join lateral (select id from rate_cards where channel = 'whatsapp' and currency = 'USD' and valid_from <= x.at::date
      order by valid_from desc limit 1) c on true
    left join rates t on t.rate_card_id = c.id and t.market = x.market and t.category = x.category
  order by m`;

const insertWork = (seed: number) => `
  insert into work_items (id, kind, conversation_id, team_id, assignee_id, state, priority, waiting_since, assigned_at, done_at)
  select ${idSql(seed, "work", "i")}, 'conversation', id, team_id, member_id,
    case when not open then 'done' when member_id is null then 'waiting' else 'assigned' end, priority,
    last_at - (n - 1) * pace * interval '1 second', case when member_id is not null then last_at - (n - 1) * pace * interval '1 second' end,
    case when not open then last_at + interval '5 minutes' end
  from bulk_conversations order by i`;

/** The trigger on conversations left differences; here they become sums. */
export const foldCounts = `
  with gone as (delete from conversation_count_deltas returning assignee_id, team_id, channel_account_id, section, delta)
  insert into conversation_counts as t (assignee_id, team_id, channel_account_id, section, total)
  select assignee_id, team_id, channel_account_id, section, sum(delta) from gone group by 1, 2, 3, 4
  on conflict (org_id, assignee_id, team_id, channel_account_id, section) do update set total = t.total + excluded.total`;
