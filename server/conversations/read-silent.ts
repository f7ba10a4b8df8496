import type { OrgScope } from "@/db/org";
import { type BusinessHours, isOpen } from "@/server/organizations/rules/business-hours";
import { silenceStep } from "./rules/silence";

/** Where to look: among these conversations, or from one on, the longest silent first. */
export type Among = { ids: string[] } | { after: SilentConversation | null; limit: number };

export interface SilentConversation {
  id: string;
  /** Since when nothing was said (the database's own words, so that nothing of it is lost). */
  lastAt: string;
  /** Names this silence: what the customer said last, when they said it. */
  silence: string;
  step: "ask" | "close" | null;
}

interface Row {
  id: string;
  last_at: string;
  silence: string;
  now: string;
  ask: number | null;
  close: number | null;
  may_ask: boolean;
  asked: boolean;
  hours: BusinessHours | null;
}

/**
 * Conversations in which it is the customer who is waited for, of numbers that do something about it: we spoke last and were heard,
 * and nobody of ours owes them anything (a task, a reply that is to leave later).
 */
export async function readSilent(scope: OrgScope, among: Among): Promise<SilentConversation[]> {
  const { sql, orgId } = scope;
  const where =
    "ids" in among
      ? sql`c.id = any(${among.ids}::uuid[])`
      : among.after
        ? sql`(c.last_message_at, c.id) > (${among.after.lastAt}::timestamptz, ${among.after.id}::uuid)`
        : sql`true`;
  const rows = await sql<Row[]>`
    with number as (
      select a.id, (a.settings -> 'silence' ->> 'askMinutes')::int as ask, (a.settings -> 'silence' ->> 'closeMinutes')::int as close,
        coalesce(a.settings -> 'standardMessages' ->> 'silent', '') <> '' as has_question
      from channel_accounts a where a.org_id = ${orgId} and a.settings ? 'silence'
    )
    select c.id, c.last_message_at::text as last_at, w.last_inbound_at::text as silence, app_now() as now, n.ask, n.close,
      n.has_question and coalesce(c.window_expires_at > app_now(), true) as may_ask, asked.yes as asked,
      coalesce(t.business_hours, o.business_hours) as hours
    from number n join conversations c on c.org_id = ${orgId} and c.channel_account_id = n.id
      join organizations o on o.id = c.org_id
      join windows w on w.org_id = c.org_id and w.channel_account_id = c.channel_account_id and w.contact_id = c.contact_id
      left join teams t on t.org_id = c.org_id and t.id = c.team_id
      cross join lateral (select exists (select 1 from standard_messages s where s.org_id = c.org_id and s.conversation_id = c.id
        and s.kind = 'silent' and s.period = w.last_inbound_at::text) as yes) asked
      cross join lateral (
        select d.state from messages m left join deliveries d on d.org_id = m.org_id and d.message_id = m.id
        where m.org_id = c.org_id and m.conversation_id = c.id and m.direction = 'out' order by m.seq desc limit 1
      ) said
    where ${where} and c.state = 'open' and c.awaiting_since is null and c.snoozed_until is null and c.owner <> 'bot'
      and c.last_message_at <= app_now() - least(case when not asked.yes then n.ask end, n.close) * interval '1 minute'
      and w.last_inbound_at is not null and coalesce(said.state, 'sent') in ('accepted', 'sent', 'delivered', 'read')
      and not exists (select 1 from tasks k join work_items i on i.org_id = k.org_id and i.id = k.id
        where k.org_id = c.org_id and k.conversation_id = c.id and i.state <> 'done')
      and not exists (select 1 from scheduled_messages p where p.org_id = c.org_id and p.conversation_id = c.id and p.state in ('pending', 'needs-attention'))
    order by c.last_message_at, c.id limit ${"ids" in among ? among.ids.length : among.limit}`;
  return rows.map(silentOf);
}

const silentOf = (row: Row): SilentConversation => ({
  id: row.id,
  lastAt: row.last_at,
  silence: row.silence,
  step: silenceStep(
    { askMinutes: row.ask, closeMinutes: row.close },
    {
      now: new Date(row.now),
      lastAt: new Date(row.last_at),
      mayAsk: row.may_ask,
      asked: row.asked,
      open: isOpen(row.hours, new Date(row.now)),
    },
  ),
});
