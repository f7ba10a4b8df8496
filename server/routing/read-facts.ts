import type { OrgScope } from "@/db/org";
import { languageOf } from "@/server/contacts/rules/language";
import { type BusinessHours, isOpen } from "@/server/organizations/rules/business-hours";
import type { Facts } from "./rules/routing-rules";

/** What is known of conversations where rules are asked: now, or as it was when each began. */
export type Moment = "now" | "opened";

interface Row {
  id: string;
  at: string;
  account: string;
  channel: string;
  team: string | null;
  home: string | null;
  method: Facts["method"];
  hours: BusinessHours | null;
  language: string | null;
  country: string | null;
  attributes: Record<string, unknown>;
  executive: string | null;
  labels: string[];
  said: string | null;
  last_agent: string | null;
  last_at: string | null;
  same_agent: string | null;
  passed_on: string[];
  spoken: string[];
  waited: number;
}

/**
 * The facts of each conversation, by its id, in one statement for all of them. Read as of its opening, a conversation has waited for
 * nobody and nobody had it yet; its contact's attributes, executive and its labels are today's, since the past of these is not kept.
 */
export async function readFacts(
  scope: OrgScope,
  conversationIds: string[],
  moment: Moment = "now",
): Promise<Map<string, Facts>> {
  const rows = await ask(scope, conversationIds, moment === "now");
  return new Map(
    rows.map((row) => [
      row.id,
      {
        kind: "conversation",
        channelAccountId: row.account,
        channel: row.channel,
        teamId: row.team,
        homeTeamId: row.home,
        method: row.method,
        open: isOpen(row.hours, new Date(row.at)),
        language: languageOf(row),
        text: row.said ?? "",
        labelIds: row.labels,
        attributes: row.attributes,
        executiveId: row.executive,
        lastAgent:
          row.last_agent && row.last_at
            ? { memberId: row.last_agent, at: new Date(row.last_at).toISOString() }
            : null,
        sameAgentId: row.same_agent,
        passedOn: row.passed_on,
        waitedMinutes: row.waited,
        spoken: countOf(row.spoken),
      },
    ]),
  );
}

function countOf(ruleIds: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const id of ruleIds) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

/** Of a contact's conversations the ten newest are asked who answered last: an older answer says little, and costs as much. */
function ask({ sql, orgId }: OrgScope, ids: string[], now: boolean): Promise<Row[]> {
  return sql<Row[]>`
    select c.id, x.at, c.channel_account_id as account, a.channel, a.team_id as team, c.home_team_id as home, coalesce(a.settings ->> 'assignment', 'pool') as method,
      coalesce(t.business_hours, o.business_hours) as hours, k.language, k.country, k.attributes, k.executive_id as executive,
      array(select l.label_id from conversation_labels l where l.org_id = ${orgId} and l.conversation_id = c.id) as labels,
      (select left(string_agg(concat_ws(' ', f.content ->> 'body', f.content ->> 'caption', f.content ->> 'text', f.content ->> 'title'), ' '), 2000)
        from (select m.content from messages m where m.org_id = ${orgId} and m.conversation_id = c.id and m.direction = 'in'
          order by m.seq limit 5) f) as said,
      last.author_id as last_agent, last.occurred_at as last_at, b.assignee_id as same_agent,
      case when ${now} then array(select distinct s.assignee_id from assignments s where s.org_id = ${orgId} and s.conversation_id = c.id
        and s.assignee_id is not null) else '{}' end as passed_on,
      case when ${now} then array(select s.why ->> 'ruleId' from assignments s where s.org_id = ${orgId} and s.conversation_id = c.id
        and s.created_at > x.at - interval '1 hour' and s.assignee_id is not null and s.why ->> 'ruleId' is not null) else '{}' end as spoken,
      case when ${now} then extract(epoch from x.at - coalesce(c.awaiting_since, x.at))::float8 / 60 else 0 end as waited
    from conversations c
      cross join lateral (select case when ${now} then (select app_now()) else c.opened_at end as at) x
      join channel_accounts a on a.org_id = ${orgId} and a.id = c.channel_account_id
      join organizations o on o.id = ${orgId}
      join contacts k on k.org_id = ${orgId} and k.id = c.contact_id
      left join teams t on t.org_id = ${orgId} and t.id = a.team_id
      left join conversations b on b.org_id = ${orgId} and b.id = c.reopened_from_id
      left join lateral (
        select m.author_id, m.occurred_at
        from (select p.id from conversations p where p.org_id = ${orgId} and p.contact_id = c.contact_id
            and p.opened_at <= c.opened_at and (${now} or p.id <> c.id) order by p.opened_at desc limit 10) p
          cross join lateral (select m.author_id, m.occurred_at from messages m where m.org_id = ${orgId} and m.conversation_id = p.id
            and m.origin = 'agent' and m.direction = 'out' and m.author_id is not null and m.occurred_at <= x.at
            order by m.seq desc limit 1) m
        order by m.occurred_at desc limit 1) last on true
    where c.org_id = ${orgId} and c.id = any(${ids}::uuid[])`;
}
