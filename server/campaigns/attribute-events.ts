import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { rankOf } from "@/server/conversations/rules/delivery-state";
import { log } from "@/server/log";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { segmentWhere } from "@/server/segments/compile";
import { forgetResults } from "./forget-results";
import type { CampaignDraft } from "./schema";

/** So many recipients are asked about in one transaction, and so many times in one turn of an organization: about a second's work. */
const piece = 20_000;
const pieces = 5;

/**
 * Recipients of whom what their campaign wanted has become true, as it is kept here: a result of the campaign, once each, at the moment
 * at which it was seen, as long as its days of attribution last. Of whom it was true before the message it is none: that was read when
 * their turn came, in the same statement as the check. The campaign that waited longest is next, and goes on where it was left; one that
 * cannot be looked at takes nothing from the others, and begins anew in its next turn.
 */
export async function attributeEvents(scope: Scope): Promise<void> {
  for (let n = 0; n < pieces; n++) {
    const campaign = await inOrg(scope, (s) => nextWatched(s, scope.now));
    if (!campaign) return;
    try {
      await inOrg(scope, (s) => lookOnce(s, campaign));
    } catch (error) {
      log().error({ err: error, campaignId: campaign.id }, "A campaign's results could not be looked for");
      await inOrg(scope, (s) => putBack(s, campaign.id, null));
    }
  }
}

interface Watched {
  id: string;
  draft: CampaignDraft;
  from: string | null;
  over: boolean;
}

/** Null: nothing is left to be looked for in this turn, which began then. */
async function nextWatched({ sql, orgId }: OrgScope, began: Date): Promise<Watched | null> {
  const [campaign] = await sql<Watched[]>`
    select id, draft, watched_to as "from",
      coalesce(finished_at + make_interval(days => (draft ->> 'conversionDays')::int) < app_now(), false) as over
    from campaigns where org_id = ${orgId} and watched and (watched_to is not null or watched_at is null
      or watched_at < ${began.toISOString()}::timestamptz) order by watched_at nulls first, id limit 1`;
  return campaign ?? null;
}

/** The campaign's row is taken last: sending takes it as well. */
async function lookOnce(s: OrgScope, campaign: Watched): Promise<void> {
  const { sql, orgId } = s;
  const { id, draft, over } = campaign;
  if (over || draft.conversion?.kind !== "event") {
    await sql`update campaigns set watched = false, watched_to = null where org_id = ${orgId} and id = ${id}`;
    await record(s, { action: "campaign.watch-ended", subject: ["campaign", id] });
    return;
  }
  const ids = await nextOf(s, campaign);
  if (ids.length > 0) await convert(s, campaign, ids);
  await putBack(s, id, ids.length < piece ? null : (ids.at(-1) ?? null));
}

/** Behind the others, looked at as far as `to`; null: whole. */
async function putBack({ sql, orgId }: OrgScope, id: string, to: string | null): Promise<void> {
  await sql`update campaigns set watched_to = ${to}, watched_at = app_now() where org_id = ${orgId} and id = ${id}`;
}

/**
 * Only whom the carrier took the message for, and has not said since that it failed, or who answered it all the same: of one whose
 * hand-over is in doubt nobody knows that they heard of it, and they are looked at as soon as a status says so. By each message's own key:
 * the planner may know nothing of these.
 */
async function nextOf({ sql, orgId }: OrgScope, { id, draft, from }: Watched): Promise<string[]> {
  const rows = await sql<{ contact_id: string }[]>`
    select contact_id from campaign_recipients r where org_id = ${orgId} and campaign_id = ${id} and state = 'queued'
      and converted_at is null and not held_before and decided_at >= app_now() - make_interval(days => ${draft.conversionDays}::int)
      and (r.replied_at is not null or r.clicked_at is not null or exists (select 1 from deliveries d where d.org_id = ${orgId}
        and d.message_id = r.message_id and d.rank >= ${rankOf("accepted")} and d.state <> 'failed' offset 0))
      ${from === null ? sql`` : sql`and contact_id > ${from}`} order by contact_id limit ${piece}`;
  return rows.map((row) => row.contact_id);
}

async function convert(s: OrgScope, { id, draft }: Watched, ids: string[]): Promise<void> {
  if (draft.conversion?.kind !== "event") return;
  const { sql, orgId } = s;
  const rows = await sql<{ message_id: string }[]>`
    update campaign_recipients r set converted_at = app_now(), conversion = 'event'
    from contacts k
    where r.org_id = ${orgId} and r.campaign_id = ${id} and r.contact_id = any(${ids}::uuid[]) and r.converted_at is null
      and k.id = r.contact_id and k.id = any(${ids}::uuid[]) and ${segmentWhere(s, draft.conversion.condition)}
    returning r.message_id`;
  if (rows.length === 0) return;
  await forgetResults(
    s,
    rows.map((row) => row.message_id),
  );
  await record(s, {
    action: "campaign.converted",
    subject: ["campaign", id],
    details: { ids: [id], count: rows.length },
  });
  await publish(s, [{ kind: "campaign", id }]);
}
