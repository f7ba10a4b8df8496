import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { rankOf } from "@/server/conversations/rules/delivery-state";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { attributeEvents } from "./attribute-events";
import { finishCampaign } from "./finish-campaign";
import { foldDeltas } from "./fold-deltas";
import { judgeTrial } from "./judge-trial";
import { halt } from "./pause-campaign";
import { prepareSoon, sendSoon } from "./prepare-soon";
import type { CampaignState } from "./rules/campaign-state";

/** So many are marked in one transaction. */
const piece = 20_000;

/**
 * What campaigns of an organization have to do now, whatever a crash left: those whose time has come begin, those that were launched are
 * prepared, the numbers of those that run have their senders woken, those that were cancelled are put away, and results that nobody tells
 * us of are looked for. Harmless when repeated.
 */
export async function advanceCampaigns(scope: Scope): Promise<void> {
  await beginDue(scope);
  await stopWithoutNumber(scope);
  const rows = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ id: string; state: CampaignState; numbers: string[] }[]>`
      select id, state, array(select jsonb_array_elements_text(draft -> 'numberIds')) as numbers from campaigns
      where org_id = ${orgId} and state in ('preparing', 'running', 'cancelling')`,
  );
  for (const { id, state } of rows) {
    if (state === "preparing") await prepareSoon(scope.orgId, id);
    if (state === "cancelling") while (await inOrg(scope, (s) => putAway(s, id)));
    if (state !== "running") continue;
    await judgeTrial(scope, id);
    await finishCampaign(scope, id);
  }
  await foldAll(scope);
  const busy = rows.filter(({ state }) => state === "running").flatMap(({ numbers }) => numbers);
  await sendSoon(scope.orgId, await idle(scope, [...new Set(busy)]));
  // The longest, and the one that can wait.
  await attributeEvents(scope);
}

/** What customers do to campaigns that are over, or stand still, is counted too. */
async function foldAll(scope: Scope): Promise<void> {
  await inOrg(scope, async (s) => {
    const rows = await s.sql<{ id: string }[]>`
      select distinct campaign_id as id from campaign_deltas where org_id = ${s.orgId} order by 1`;
    for (const { id } of rows) await foldDeltas(s, id);
  });
}

async function beginDue(scope: Scope): Promise<void> {
  await inOrg(scope, async (s) => {
    const rows = await s.sql<{ id: string }[]>`
      update campaigns set state = 'running' where org_id = ${s.orgId} and state = 'scheduled' and starts_at <= app_now() returning id`;
    for (const { id } of rows) {
      await record(s, { action: "campaign.begun", subject: ["campaign", id] });
      await publish(s, [{ kind: "campaign", id }]);
    }
  });
}

/** A number that was taken away has no sender that would find it out. */
async function stopWithoutNumber(scope: Scope): Promise<void> {
  await inOrg(scope, async (s) => {
    const rows = await s.sql<{ id: string }[]>`
      select c.id from campaigns c where c.org_id = ${s.orgId} and c.state = 'running' and exists (
        select 1 from channel_accounts a where a.org_id = ${s.orgId} and c.draft -> 'numberIds' ? a.id::text and not a.active)`;
    for (const { id } of rows) await halt(s, id, "number", null);
  });
}

/** Numbers that nobody is sending on. */
async function idle(scope: Scope, numberIds: string[]): Promise<string[]> {
  const rows = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ id: string }[]>`
      select a.id from channel_accounts a left join campaign_senders c on c.org_id = a.org_id and c.channel_account_id = a.id
      where a.org_id = ${orgId} and a.id = any(${numberIds}::uuid[]) and a.active and coalesce(c.lease_until < now(), true)
        and coalesce(c.full_until <= app_now(), true)`,
  );
  return rows.map(({ id }) => id);
}

/** Marks a piece of what a cancelled campaign leaves; false: it is put away, or waits for a hand-over that is under way. What waited to be tried again is not handed over any more. */
async function putAway(s: OrgScope, id: string): Promise<boolean> {
  const { sql, orgId } = s;
  const marked = await sql`
    update campaign_recipients r set state = 'skipped', reason = 'cancelled', decided_at = app_now()
    where r.org_id = ${orgId} and r.campaign_id = ${id} and r.contact_id in (
      select contact_id from campaign_recipients where org_id = ${orgId} and campaign_id = ${id} and state = 'planned' limit ${piece})`;
  await record(s, {
    action: "campaign.put-away",
    subject: ["campaign", id],
    details: { count: marked.count },
  });
  await foldDeltas(s, id);
  if (marked.count === piece) return true;
  await sql`
    update deliveries d set state = 'rejected', rank = ${rankOf("rejected")}, pending = false, failed_at = app_now(), retry_at = null,
      failure = '{"code": "cancelled"}'
    from campaign_recipients r where r.org_id = ${orgId} and r.campaign_id = ${id} and r.state = 'queued' and d.org_id = ${orgId}
      and d.message_id = r.message_id and d.pending and d.retry_at is not null`;
  // What is being handed over has its word first; a claim that nobody is behind ends as unknown.
  const [left] = await sql`
    select 1 from campaign_recipients r join deliveries d on d.org_id = ${orgId} and d.message_id = r.message_id and d.pending
    where r.org_id = ${orgId} and r.campaign_id = ${id} and r.state = 'queued' limit 1`;
  if (left) return false;
  await sql`delete from campaign_audience where org_id = ${orgId} and campaign_id = ${id}`;
  await sql`update campaigns set state = 'cancelled', finished_at = app_now() where org_id = ${orgId} and id = ${id}`;
  await publish(s, [{ kind: "campaign", id }]);
  return false;
}
