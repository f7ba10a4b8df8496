import { inOrg } from "@/db/org";
import { readLive } from "@/server/connectors/read-live";
import { log } from "@/server/log";
import type { Scope } from "@/server/scope";
import type { CampaignWork } from "./read-work";

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
  const rows = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ contact_id: string; since: string }[]>`
      select r.contact_id, (select app_now()) - ${check.seconds}::int * interval '1 second' / 2 as since
      from (select r.contact_id, r.due_at, r.place from campaign_recipients r
        where r.org_id = ${orgId} and r.campaign_id = ${work.id} and r.channel_account_id = ${accountId} and r.state = 'planned'
          and r.due_at <= (select app_now()) order by r.due_at, r.place limit ${most}) r
        join contacts k on k.org_id = ${orgId} and k.id = r.contact_id and k.merged_into is null`,
  );
  const [first] = rows;
  if (!first) return;
  const contactIds = rows.map((row) => row.contact_id);
  const notOlderThan = new Date(first.since);
  await Promise.all(
    work.sources.map((connectorId) => readLive(scope, { connectorId, contactIds, notOlderThan })),
  ).catch((error) => log().warn({ err: error }, "What a campaign checks was not read ahead"));
}
