import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { adapterFor } from "@/server/channels/registry";
import { windowAfter } from "@/server/conversations/rules/reply-window";
import type { MemberScope } from "@/server/scope";
import { readFacts } from "./read-facts";
import { readRules } from "./read-rules";
import { decideRoute } from "./rules/decide-route";
import type { RuleSet } from "./rules/routing-rules";
import { type Arrival, type Given, type Outcome, outcomeOf, simulate, type Worker } from "./rules/simulate";
import type { replayInput } from "./schema";

/** The newest of a period are what is replayed: a figure about a thousand says what one about ten thousand would. */
const most = 1_000;
/** Longer than this nobody was busy with one, however late it was closed. */
const longest = 8 * 3_600_000;
const usual = 10 * 60_000;

export interface Replay {
  conversations: number;
  /** There were more in the period: these are its newest. */
  cut: boolean;
  /** As it happened, as it would have been by the rules in force, and by those on screen. */
  real: Outcome;
  inForce: Outcome;
  draft: Outcome;
  /** What answering after the window costs, at the average of the last 90 days' templates; null while none was charged. */
  template: { micros: bigint; currency: string } | null;
  names: { id: string; name: string }[];
}

/**
 * Lives the last days again by other rules, with the members who were there (as their presence was kept), their maximums of today, and
 * as long as each conversation really took. Changes nothing; that somebody looked is in the audit.
 */
export async function replayRules(
  scope: MemberScope,
  { set, days }: z.infer<typeof replayInput>,
): Promise<Replay> {
  return inOrg(scope, async (s) => {
    const until = s.now.getTime();
    const from = new Date(until - days * 86_400_000);
    const [rows, workers, inForce, template] = await Promise.all([
      readPast(s, from),
      readWorkers(s, from),
      readRules(s),
      readTemplatePrice(s),
    ]);
    const past = rows.slice(0, most);
    const facts = await readFacts(
      s,
      past.map((row) => row.id),
      "opened",
    );
    const arrivalsBy = (rules: RuleSet): Arrival[] =>
      past.flatMap((row) => {
        const known = facts.get(row.id);
        if (!known) return [];
        const at = Date.parse(row.at);
        const { plan } = decideRoute({ version: null, set: rules }, known, inForce.known, new Date(at));
        return [{ id: row.id, at, busy: row.busy, ends: row.ends, plan }];
      });
    const lived = (rules: RuleSet): Outcome => {
      const arrivals = arrivalsBy(rules);
      return outcomeOf(arrivals, simulate(arrivals, workers, until), until);
    };
    const real: Given[] = past.flatMap(({ id, given_at, given_to }) =>
      given_at && given_to ? [{ id, memberId: given_to, at: Date.parse(given_at) }] : [],
    );
    await record(s, { action: "routing.replayed", subject: ["routing-rules", null], details: { days } });
    return {
      conversations: past.length,
      cut: rows.length > most,
      real: outcomeOf(arrivalsBy(inForce.set), real, until),
      inForce: lived(inForce.set),
      draft: lived(set),
      template,
      names: await readNames(s),
    };
  });
}

interface Past {
  id: string;
  at: string;
  /** When its window ended, had nobody answered. */
  ends: number | null;
  given_at: string | null;
  given_to: string | null;
  busy: number;
}

/** Those whose number is routed, and who wrote first: what we began ourselves waited for nobody. */
async function readPast({ sql, orgId, now }: OrgScope, from: Date): Promise<Past[]> {
  const rows = await sql<
    (Omit<Past, "busy" | "ends"> & { busy: number | null; channel: string; first_at: string })[]
  >`
    select c.id, c.opened_at as at, a.channel, first.occurred_at as first_at, g.created_at as given_at, g.assignee_id as given_to,
      extract(epoch from coalesce(c.closed_at, ${now.toISOString()}::text::timestamptz) - g.created_at)::float8 * 1000 as busy
    from conversations c
      join channel_accounts a on a.org_id = ${orgId} and a.id = c.channel_account_id
        and coalesce(a.settings ->> 'assignment', 'pool') <> 'free'
      join lateral (select m.occurred_at, m.direction from messages m where m.org_id = ${orgId} and m.conversation_id = c.id
        and m.direction in ('in', 'out') order by m.seq limit 1) first on first.direction = 'in'
      left join lateral (select x.created_at, x.assignee_id from assignments x where x.org_id = ${orgId} and x.conversation_id = c.id
        and x.assignee_id is not null order by x.created_at limit 1) g on true
    where c.org_id = ${orgId} and c.opened_at >= ${from.toISOString()}::text::timestamptz
    order by c.opened_at desc limit ${most + 1}`;
  return rows.map((row) => ({
    ...row,
    busy: Math.min(longest, row.busy ?? usual),
    ends:
      windowAfter(adapterFor(row.channel).capabilities.windowHours, new Date(row.first_at))?.getTime() ??
      null,
  }));
}

/** Online from one change of presence to the next; who never changed is as they are now, all along. */
async function readWorkers({ sql, orgId, now }: OrgScope, from: Date): Promise<Worker[]> {
  const rows = await sql<
    (Omit<Worker, "spans"> & { presence: string; changes: { at: string; presence: string }[] | null })[]
  >`
    select m.id as "memberId", m.max_conversations as "limit", m.presence, m.languages,
      array(select k.skill_id from member_skills k where k.org_id = ${orgId} and k.member_id = m.id) as "skillIds",
      array(select t.team_id from team_members t where t.org_id = ${orgId} and t.member_id = m.id) as "teamIds",
      (select jsonb_agg(jsonb_build_object('at', p.at, 'presence', p.presence) order by p.at, p.id) from presence_changes p
        where p.org_id = ${orgId} and p.member_id = m.id) as changes
    from members m where m.org_id = ${orgId} and m.removed_at is null and m.role in ('owner', 'admin', 'supervisor', 'agent')`;
  const until = now.getTime();
  return rows.map(({ presence, changes, ...worker }) => {
    const first = { at: from.toISOString(), presence: changes?.length ? "offline" : presence };
    const all = [first, ...(changes ?? [])].map((change) => ({ ...change, at: Date.parse(change.at) }));
    all.sort((a, b) => a.at - b.at);
    const spans = all.flatMap(({ at, presence }, n) =>
      presence === "online" ? [{ from: Math.max(at, from.getTime()), to: all[n + 1]?.at ?? until + 1 }] : [],
    );
    return { ...worker, spans: spans.filter((span) => span.from < span.to) };
  });
}

async function readTemplatePrice({ sql, orgId }: OrgScope): Promise<Replay["template"]> {
  const [row] = await sql<{ micros: string; currency: string }[]>`
    select (sum(c.micros) / count(distinct u.id))::bigint as micros, c.currency
    from usage_events u join charges c on c.org_id = ${orgId} and c.usage_event_id = u.id
    where u.org_id = ${orgId} and u.kind = 'HSM' and u.occurred_at > app_now() - interval '90 days'
    group by c.currency order by count(distinct u.id) desc limit 1`;
  return row && BigInt(row.micros) > 0n ? { micros: BigInt(row.micros), currency: row.currency } : null;
}

async function readNames({ sql, orgId }: OrgScope): Promise<Replay["names"]> {
  return [...(await sql<Replay["names"]>`select id, name from members where org_id = ${orgId}`)];
}
