import { setTimeout as pause } from "node:timers/promises";
import { inOrg } from "@/db/org";
import { readLive } from "@/server/connectors/read-live";
import { log } from "@/server/log";
import type { Scope } from "@/server/scope";
import type { CampaignWork } from "./read-work";

/** A slow source keeps a number no longer than this, in ms: what it says later is there for the next turn. */
const patience = 3_000;

/**
 * Asks the sources about those whose turn is next, all at once and outside of any transaction, so that what is claimed a moment later is
 * decided on fresh data. Who was asked within half of the age that the check allows is not asked again. Whatever a source does, the claim
 * reads how old its word is: this only fetches.
 */
export async function readAhead(
  scope: Scope,
  work: CampaignWork,
  accountId: string,
  most: number,
): Promise<void> {
  const { check } = work.draft;
  if (!check || work.sources.length === 0) return;
  const { contactIds, since } = await nextOnes(scope, work, accountId, most, check.seconds);
  if (contactIds.length === 0) return;
  const notOlderThan = new Date(since);
  const reading = Promise.all(
    work.sources.map((connectorId) => readLive(scope, { connectorId, contactIds, notOlderThan })),
  ).catch((error) => log().warn({ err: error }, "What a campaign checks was not read ahead"));
  const late = new AbortController();
  await Promise.race([reading, pause(patience, undefined, { signal: late.signal }).catch(() => undefined)]);
  late.abort();
}

/** Who is due, and whose message is to be tried again; of a trial, its people alone. */
async function nextOnes(scope: Scope, work: CampaignWork, accountId: string, most: number, seconds: number) {
  const rows = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ contact_id: string; since: string }[]>`
      select x.contact_id, (select app_now()) - ${seconds}::int * interval '1 second' / 2 as since
      from ((select r.contact_id from campaign_recipients r
          where r.org_id = ${orgId} and r.campaign_id = ${work.id} and r.channel_account_id = ${accountId} and r.state = 'planned'
            and r.due_at <= (select app_now())
            and r.place <= (select coalesce(c.canary_to, 2147483647) from campaigns c where c.org_id = ${orgId} and c.id = ${work.id})
          order by r.due_at, r.place limit ${most})
        union (select m.contact_id from deliveries d join messages m on m.org_id = ${orgId} and m.id = d.message_id
          where d.org_id = ${orgId} and d.channel_account_id = ${accountId} and d.campaign_id = ${work.id} and d.pending
            and d.retry_at <= now() limit ${most})) x
        join contacts k on k.org_id = ${orgId} and k.id = x.contact_id and k.merged_into is null`,
  );
  return { contactIds: rows.map((row) => row.contact_id), since: rows[0]?.since ?? "" };
}
