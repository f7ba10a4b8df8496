import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { adapterFor } from "@/server/channels/registry";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import type { CampaignState, PauseReason } from "./rules/campaign-state";
import type { Forecast } from "./rules/forecast";
import { type Funnel, funnelOf, type Tally } from "./rules/funnel";
import { type Retry, retryOf } from "./rules/retry";
import type { CampaignDraft, campaignRef } from "./schema";

export interface CampaignLine {
  id: string;
  name: string;
  state: CampaignState;
  pauseReason: PauseReason | null;
  createdAt: Date;
  startsAt: Date | null;
  launchedAt: Date | null;
  finishedAt: Date | null;
  by: string;
  template: string | null;
  /** Micros, as digits. */
  budgetMicros: string | null;
  spentMicros: string;
  currency: string;
  funnel: Funnel;
}

/** So many are listed: older ones are found in their contacts' histories. */
const mostListed = 200;

interface Row {
  id: string;
  name: string;
  state: CampaignState;
  pause_reason: PauseReason | null;
  created_at: string;
  starts_at: string | null;
  launched_at: string | null;
  finished_at: string | null;
  by: string;
  template: string | null;
  budget: string | null;
  currency: string;
  tally: Tally;
}

/** The organization's campaigns, the newest first, with what became of their recipients so far. */
export async function campaignList(scope: MemberScope): Promise<CampaignLine[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<Row[]>`${lines(s)} order by c.created_at desc, c.id desc limit ${mostListed}`,
  );
  return rows.map(lineOf);
}

const lines = ({ sql, orgId }: OrgScope) => sql`
  select c.id, c.name, c.state, c.pause_reason, c.created_at, c.starts_at, c.launched_at, c.finished_at, m.name as by, c.currency,
    coalesce(c.budget_micros::text, c.draft ->> 'budgetMicros') as budget,
    (select t.name from templates t where t.org_id = ${orgId} and t.id::text = c.draft -> 'variants' -> 0 ->> 'templateId') as template,
    (select coalesce(jsonb_object_agg(key, total), '{}') from (select key, sum(amount) as total from (
        select key, value::bigint as amount from jsonb_each_text(c.tally)
        union all select d.key, d.amount from campaign_deltas d where d.org_id = ${orgId} and d.campaign_id = c.id) x
      group by key) y) as tally
  from campaigns c join members m on m.org_id = c.org_id and m.id = c.created_by where c.org_id = ${orgId}`;

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

const lineOf = (row: Row): CampaignLine => ({
  id: row.id,
  name: row.name,
  state: row.state,
  pauseReason: row.pause_reason,
  createdAt: new Date(row.created_at),
  startsAt: dateOf(row.starts_at),
  launchedAt: dateOf(row.launched_at),
  finishedAt: dateOf(row.finished_at),
  by: row.by,
  template: row.template,
  budgetMicros: row.budget,
  spentMicros: String(row.tally.spent ?? 0),
  currency: row.currency,
  funnel: funnelOf(row.tally),
});

export interface CampaignDetail extends CampaignLine {
  version: number;
  draft: CampaignDraft;
  pauseDetail: string | null;
  pausedAt: Date | null;
  /** How many would be written to if it went on: whose turn did not come, and whose message the carrier takes later. */
  waiting: number;
  /** Of the source that stopped it: when it last answered well, if ever, and whether that was since. */
  word: { goodAt: Date | null; again: boolean } | null;
  launchedBy: { id: string; name: string } | null;
  approvedBy: string | null;
  /** SHA-256 over who was meant; with their number it says that nobody was added or taken away since. */
  audienceHash: string | null;
  audienceSize: number | null;
  forecast: Forecast | null;
  /** Micros set aside for what was handed over and has no price yet, and spent. */
  committedMicros: string;
  /** The first ones are being tried; until then, where all of them have left. */
  trial: { until: Date | null } | null;
  /** It runs, and nobody's turn is now: until when, since all who are left have quiet hours, or the carrier's limit of people is used up. */
  waits: { until: Date; because: "quiet" | "limit" } | null;
  /** Messages per second that its numbers take at most. */
  allowedRate: number;
  /** Failures by the carrier's code, the most frequent first. */
  failures: { code: string; key: string; recipients: number; retry: Retry }[];
  /** The campaign whose people it goes back to, and those that went back to its own. */
  source: Related | null;
  followUps: Related[];
}

interface Related {
  id: string;
  name: string;
  kind: "unanswered" | "failed";
}

interface DetailRow extends Row {
  version: number;
  draft: CampaignDraft;
  pause_detail: string | null;
  paused_at: string | null;
  later: number;
  word: { good_at: string | null; again: boolean } | null;
  launched_by: string | null;
  launched_name: string | null;
  approved_by: string | null;
  audience_hash: string | null;
  audience_size: number | null;
  forecast: Forecast | null;
  committed: string;
  canary_to: number | null;
  canary_until: string | null;
  numbers: { channel: string; high: boolean }[];
  next_due: string | null;
  full_until: string | null;
  failures: { code: string; recipients: number }[];
  source: Related | null;
  follow_ups: Related[];
}

/** One campaign with all that its page shows. Throws NOT_FOUND. */
export async function findCampaign(
  scope: MemberScope,
  { campaignId }: z.infer<typeof campaignRef>,
): Promise<CampaignDetail> {
  const [row] = await inOrg(
    scope,
    (s) => s.sql<DetailRow[]>`
      select c.*, g.version, g.draft, g.pause_detail, g.paused_at, g.launched_by, l.name as launched_name, a.name as approved_by,
        g.audience_hash, g.audience_size, g.forecast, g.canary_to, g.canary_until,
        (g.committed_micros + coalesce((select sum(d.amount) from campaign_deltas d where d.org_id = ${s.orgId}
          and d.campaign_id = g.id and d.key = 'committed'), 0))::text as committed,
        (select coalesce(jsonb_agg(jsonb_build_object('channel', n.channel, 'high', n.health ->> 'throughput' = 'HIGH')), '[]')
          from channel_accounts n where n.org_id = ${s.orgId} and g.draft -> 'numberIds' ? n.id::text) as numbers,
        (select nullif(min(x.due), min(x.due) filter (where x.due <= app_now())) from jsonb_array_elements_text(g.draft -> 'numberIds') n(id)
          cross join lateral (select r.due_at as due from campaign_recipients r where r.org_id = ${s.orgId} and r.campaign_id = g.id
            and r.channel_account_id = n.id::uuid and r.state = 'planned' order by r.due_at limit 1) x) as next_due,
        (select count(*)::int from deliveries d where d.org_id = ${s.orgId} and d.campaign_id = g.id and d.pending
          and d.retry_at is not null) as later,
        (select jsonb_build_object('good_at', h.good_at, 'again', coalesce(h.good_at > g.paused_at, false)) from connectors k
          left join connector_health h on h.org_id = k.org_id and h.connector_id = k.id where k.org_id = ${s.orgId}
            and g.pause_reason = 'check' and k.name = g.pause_detail and k.archived_at is null) as word,
        (select min(w.full_until) from campaign_senders w where w.org_id = ${s.orgId} and g.draft -> 'numberIds' ? w.channel_account_id::text
          and w.full_until > app_now()) as full_until,
        (select coalesce(jsonb_agg(f order by f.recipients desc), '[]') from (
          select d.failure ->> 'code' as code, count(*)::int as recipients from deliveries d
          where d.org_id = ${s.orgId} and d.campaign_id = g.id and d.failed_at is not null and d.state in ('failed', 'rejected')
          group by 1 order by 2 desc limit 20) f) as failures,
        (select jsonb_build_object('id', x.id, 'name', x.name, 'kind', g.draft -> 'audience' -> 'kind') from campaigns x
          where x.org_id = ${s.orgId} and x.id = (g.draft -> 'audience' ->> 'campaignId')::uuid) as source,
        (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'kind', x.draft -> 'audience' -> 'kind')
          order by x.created_at), '[]') from campaigns x
          where x.org_id = ${s.orgId} and x.draft -> 'audience' ->> 'campaignId' = g.id::text) as follow_ups
      from (${lines(s)} and c.id = ${campaignId}) c join campaigns g on g.org_id = ${s.orgId} and g.id = c.id
        left join members l on l.org_id = g.org_id and l.id = g.launched_by
        left join members a on a.org_id = g.org_id and a.id = g.approved_by`,
  );
  if (!row) throw new DomainError("NOT_FOUND", { campaignId });
  return detailOf(row);
}

function detailOf(row: DetailRow): CampaignDetail {
  const [number] = row.numbers;
  const explained = (code: string) =>
    number ? adapterFor(number.channel).explain(code) : { key: "permanent", cls: "permanent" };
  return {
    ...lineOf(row),
    version: row.version,
    draft: row.draft,
    pauseDetail: row.pause_detail,
    pausedAt: dateOf(row.paused_at),
    waiting: Number(row.tally.planned ?? 0) + row.later,
    word: row.word && { goodAt: dateOf(row.word.good_at), again: row.word.again },
    launchedBy: row.launched_by ? { id: row.launched_by, name: row.launched_name ?? "" } : null,
    approvedBy: row.approved_by,
    audienceHash: row.audience_hash,
    audienceSize: row.audience_size,
    forecast: row.forecast,
    committedMicros: row.committed,
    trial: row.canary_to === null ? null : { until: dateOf(row.canary_until) },
    waits: waitsOf(row),
    allowedRate: row.numbers.reduce((sum, { high }) => sum + (high ? 1_000 : 80), 0),
    failures: row.failures.map((one) => {
      const { key, cls } = explained(one.code);
      return { ...one, key, retry: retryOf(cls) };
    }),
    source: row.source,
    followUps: row.follow_ups,
  };
}

function waitsOf({ state, next_due, full_until }: DetailRow): CampaignDetail["waits"] {
  if (state !== "running") return null;
  if (full_until) return { until: new Date(full_until), because: "limit" };
  return next_due ? { until: new Date(next_due), because: "quiet" } : null;
}
