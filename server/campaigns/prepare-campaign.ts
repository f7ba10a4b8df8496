import { createHash } from "node:crypto";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { audienceOf } from "./audience-of";
import { foldDeltas } from "./fold-deltas";
import { sendSoon } from "./prepare-soon";
import { forecastOf } from "./read-draft-facts";
import { type CampaignWork, readWork } from "./read-work";
import { recipientRows } from "./recipient-rows";
import { canarySize } from "./rules/canary";

/** So many recipients are written in one transaction: a second or two. */
const piece = 20_000;
/** Whole audiences are counted and compared in one statement: longer than a page would wait. */
const patient = {
  jit: "off",
  plan_cache_mode: "force_custom_plan",
  statement_timeout: "300s",
  work_mem: "64MB",
};

/**
 * Writes down who is meant by a campaign that was launched: all of them of one moment, in one statement; then, a piece at a time, what
 * becomes of each as a recipient; at last who is there twice, and what it will cost. What may cost as much as the organization's
 * threshold then waits for a second person. Goes on where the piece before got to, whatever happened to that. Returns whether there is
 * more to do.
 */
export async function prepareCampaign(scope: Scope, campaignId: string): Promise<boolean> {
  return inOrg(
    scope,
    async (s) => {
      if ((await toGather(s, campaignId)) !== null) return gather(s, campaignId);
      const [held] = await s.sql`
        select 1 from campaigns where org_id = ${s.orgId} and id = ${campaignId} and state = 'preparing' for update`;
      const work = held ? await readWork(s, campaignId) : null;
      if (!work) return false;
      if (await writePiece(s, work)) return true;
      return begin(s, work);
    },
    patient,
  );
}

/** The version with which it was launched, as long as its audience is to be gathered: taken back and launched again it is another. */
async function toGather({ sql, orgId }: OrgScope, campaignId: string): Promise<number | null> {
  const [row] = await sql<{ version: number }[]>`
    select version from campaigns where org_id = ${orgId} and id = ${campaignId} and state = 'preparing' and audience_size is null`;
  return row?.version ?? null;
}

/**
 * All who are meant at one moment and the digest of their ids, a piece at a time as one text: nothing here grows with their number. The campaign's row
 * is nobody's meanwhile, so that it can be cancelled: then what was gathered by then is put away. Of two who were asked to gather the
 * second finds it done.
 */
async function gather(s: OrgScope, campaignId: string): Promise<true> {
  const { sql, orgId } = s;
  await sql`select pg_advisory_xact_lock(hashtextextended('campaign:' || ${campaignId}, 0))`;
  const launched = await toGather(s, campaignId);
  const work = await readWork(s, campaignId);
  if (launched === null || !work) return true;
  const { piece: meant } = await audienceOf(s, work.draft);
  await sql`
    declare meant no scroll cursor for
    select string_agg(d.contact_id::text, e'\n' order by d.contact_id) as ids, count(*)::int as count from (
      select m.contact_id, (row_number() over (order by m.contact_id) - 1) / ${piece} as n
      from (select distinct contact_id from (${meant}) a) m
    ) d group by d.n order by d.n`;
  const digest = createHash("sha256");
  let size = 0;
  for (let n = 0; (await toGather(s, work.id)) === launched; n++) {
    const [next] = await sql<{ ids: string; count: number }[]>`fetch 1 from meant`;
    if (!next) break;
    await sql`
      insert into campaign_audience (campaign_id, piece, contact_ids)
      values (${work.id}, ${n}, string_to_array(${next.ids}, e'\n')::uuid[])`;
    digest.update(`${next.ids}\n`);
    size += next.count;
  }
  await sql`close meant`;
  const gathered = await sql`
    update campaigns set audience_size = ${size}, audience_hash = ${digest.digest("hex")}
    where org_id = ${orgId} and id = ${work.id} and state = 'preparing' and audience_size is null and version = ${launched}
    returning 1`;
  if (gathered.length > 0) await record(s, { action: "campaign.gathered", subject: ["campaign", work.id] });
  else await sql`delete from campaign_audience where org_id = ${orgId} and campaign_id = ${work.id}`;
  return true;
}

/** The next recipients; false: all are written. */
async function writePiece(s: OrgScope, work: CampaignWork): Promise<boolean> {
  const { sql, orgId } = s;
  const [next] = await sql<{ contact_ids: string }[]>`
    delete from campaign_audience where org_id = ${orgId} and campaign_id = ${work.id} and piece = (
      select min(piece) from campaign_audience where org_id = ${orgId} and campaign_id = ${work.id})
    returning contact_ids::text`;
  if (!next) return false;
  // As values, which the planner counts; as they came, since nobody here looks at them.
  const these = sql`select x as contact_id from unnest(${next.contact_ids}::uuid[]) x`;
  const starts = work.draft.startsAt
    ? sql`greatest(${work.draft.startsAt}::timestamptz, app_now())`
    : sql`app_now()`;
  await sql`
    insert into campaign_recipients (campaign_id, contact_id, identity_id, channel_account_id, state, reason, place, variant, market, due_at)
    select ${work.id}, r.contact_id, r.identity_id, r.number_id, case when r.reason is null then 'planned' else 'excluded' end, r.reason,
      r.place, r.variant, r.market, ${starts}
    from (${recipientRows(s, work, these)}) r on conflict do nothing`;
  await foldDeltas(s, work.id);
  await publish(s, [{ kind: "campaign", id: work.id }]);
  return true;
}

async function begin(s: OrgScope, work: CampaignWork): Promise<false> {
  const { sql, orgId } = s;
  await excludeDoubled(s, work);
  const groups = await sql<{ market: string | null; recipients: number }[]>`
    select market, count(*)::int as recipients from campaign_recipients
    where org_id = ${orgId} and campaign_id = ${work.id} and state = 'planned' group by 1`;
  const forecast = await forecastOf(s, work, groups);
  const planned = groups.reduce((sum, group) => sum + group.recipients, 0);
  // What nobody knows the price of may cost anything.
  const dear = await needsTwo(s, work, forecast.unpriced > 0 ? null : BigInt(forecast.max));
  await sql`
    update campaigns set forecast = ${asRow(forecast)}::text::jsonb, canary_to = case when ${trial(work, planned)} then (
        select place from campaign_recipients where org_id = ${orgId} and campaign_id = ${work.id} and state = 'planned'
        order by place offset ${canarySize(planned) - 1} limit 1) end,
      finished_at = case when ${planned === 0} then app_now() end,
      state = case when ${planned === 0} then 'finished' when ${dear} then 'approval'
        when coalesce(starts_at > app_now(), false) then 'scheduled' else 'running' end
    where org_id = ${orgId} and id = ${work.id}`;
  await foldDeltas(s, work.id);
  await record(s, {
    action: "campaign.prepared",
    subject: ["campaign", work.id],
    details: { planned, dear },
  });
  await publish(s, [{ kind: "campaign", id: work.id }]);
  if (!dear) afterCommit(s, () => sendSoon(orgId, work.draft.numberIds));
  return false;
}

/** By the most that it can cost: its budget, or each one at its price. */
async function needsTwo(
  { sql, orgId }: OrgScope,
  { draft }: CampaignWork,
  max: bigint | null,
): Promise<boolean> {
  const [row] = await sql<{ threshold: string | null }[]>`
    select campaign_approval_micros::text as threshold from organizations where id = ${orgId}`;
  if (!row?.threshold) return false;
  if (max === null) return true;
  const budget = draft.budgetMicros === null ? max : BigInt(draft.budgetMicros);
  return (budget < max ? budget : max) >= BigInt(row.threshold);
}

/** With fewer than twice as many as are tried there is nothing to try. */
const trial = ({ draft }: CampaignWork, planned: number): boolean =>
  draft.canaryMinutes !== null && planned >= 2 * canarySize(planned);

/** Two contacts with one address: the first by chance gets the message. */
async function excludeDoubled({ sql, orgId }: OrgScope, work: CampaignWork): Promise<void> {
  // Of rows that were just written the planner knows nothing: it would compare each with all the others.
  await sql`select set_config('enable_nestloop', 'off', true)`;
  const planned = sql`campaign_recipients r join identities i on i.org_id = ${orgId} and i.id = r.identity_id
      where r.org_id = ${orgId} and r.campaign_id = ${work.id} and r.state = 'planned'`;
  const shared = await sql<
    { address: string }[]
  >`select i.address from ${planned} group by i.kind, i.address having count(*) > 1`;
  if (shared.length === 0) return;
  await sql`
    update campaign_recipients r set state = 'excluded', reason = 'duplicate'
    from (select r.contact_id, row_number() over (partition by i.kind, i.address order by r.place, r.contact_id) as n
      from ${planned} and i.address = any(${shared.map((row) => row.address)})) x
    where r.org_id = ${orgId} and r.campaign_id = ${work.id} and r.contact_id = x.contact_id and x.n > 1`;
}
