import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { halt } from "./pause-campaign";
import { judge, type Trial } from "./rules/canary";

interface Row {
  canary_to: number;
  minutes: number;
  until: string | null;
  over: boolean;
  left: boolean;
}

/**
 * Looks at the first ones of a campaign: once all of them have left, their time begins; when it is over, or as soon as their outcome is
 * bad, it is decided whether the others follow. Harmless for a campaign without a trial, and when repeated.
 */
export async function judgeTrial(scope: Scope, campaignId: string): Promise<void> {
  await inOrg(scope, async (s) => {
    const [row] = await s.sql<Row[]>`
      select c.canary_to, (c.draft ->> 'canaryMinutes')::int as minutes, c.canary_until as until, coalesce(c.canary_until <= app_now(), false) as over,
        exists (select 1 from campaign_recipients r where r.org_id = ${s.orgId} and r.campaign_id = c.id and r.state = 'planned'
          and r.place <= c.canary_to) as left
      from campaigns c where c.org_id = ${s.orgId} and c.id = ${campaignId} and c.state = 'running' and c.canary_to is not null for update`;
    if (!row) return;
    const trial = await trialOf(s, campaignId, row.canary_to);
    const verdict = judge(trial);
    if (!verdict.ok) return halt(s, campaignId, "canary", verdict.because);
    if (row.left) return;
    // Nobody of the sample was written to: it says nothing of the others.
    if (trial.handed === 0) return halt(s, campaignId, "canary", "nobody");
    if (row.until === null) await beginTime(s, campaignId, row.minutes);
    else if (row.over) await pass(s, campaignId);
  });
}

async function trialOf({ sql, orgId }: OrgScope, campaignId: string, to: number): Promise<Trial> {
  const [row] = await sql<{ handed: number; failed: number; out: number; qualities: (string | null)[] }[]>`
    select count(*) filter (where d.state <> 'claimed')::int as handed,
      count(*) filter (where d.state in ('failed', 'rejected'))::int as failed,
      count(*) filter (where exists (select 1 from identities i join consents c on c.org_id = ${orgId} and c.identity_id = i.id
        where i.org_id = ${orgId} and i.contact_id = r.contact_id and c.state = 'out' and c.occurred_at >= r.decided_at))::int as out,
      array(select t.quality from campaigns g join templates t on t.org_id = ${orgId} and t.id::text in (
          select v ->> 'templateId' from jsonb_array_elements(g.draft -> 'variants') v)
        where g.org_id = ${orgId} and g.id = ${campaignId})
      || array(select a.health ->> 'quality' from campaigns g join channel_accounts a on a.org_id = ${orgId}
          and g.draft -> 'numberIds' ? a.id::text where g.org_id = ${orgId} and g.id = ${campaignId}) as qualities
    from campaign_recipients r join deliveries d on d.org_id = ${orgId} and d.message_id = r.message_id
    where r.org_id = ${orgId} and r.campaign_id = ${campaignId} and r.state = 'queued' and r.place <= ${to}`;
  return {
    handed: row?.handed ?? 0,
    failed: row?.failed ?? 0,
    optedOut: row?.out ?? 0,
    qualities: row?.qualities ?? [],
  };
}

async function beginTime(s: OrgScope, campaignId: string, minutes: number): Promise<void> {
  await s.sql`
    update campaigns set canary_until = app_now() + ${minutes} * interval '1 minute' where org_id = ${s.orgId} and id = ${campaignId}`;
  await told(s, campaignId, "campaign.trial-left");
}

async function pass(s: OrgScope, campaignId: string): Promise<void> {
  await s.sql`
    update campaigns set canary_to = null, canary_until = null where org_id = ${s.orgId} and id = ${campaignId}`;
  await told(s, campaignId, "campaign.trial-passed");
}

async function told(s: OrgScope, campaignId: string, action: string): Promise<void> {
  await record(s, { action, subject: ["campaign", campaignId] });
  await publish(s, [{ kind: "campaign", id: campaignId }]);
}
