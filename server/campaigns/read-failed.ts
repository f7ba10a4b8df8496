import type { OrgScope } from "@/db/org";
import { adapterFor } from "@/server/channels/registry";
import type { Piece } from "@/server/segments/compile";
import { retryOf } from "./rules/retry";
import type { CampaignDraft } from "./schema";

type Failed = Extract<NonNullable<CampaignDraft["audience"]>, { kind: "failed" }>;

/**
 * Those of another campaign to whom the carrier did not deliver, for a reason that passes, as a statement with `contact_id`. Never somebody
 * who may have got it: not whose outcome is unknown, who answered all the same, or whom a retry of it reached.
 */
export async function failedOf(s: OrgScope, { campaignId, code }: Failed): Promise<{ piece: Piece }> {
  const { sql, orgId } = s;
  const { now, tomorrow } = await codesOf(s, campaignId, code);
  return {
    piece: sql`select r.contact_id from deliveries d join campaign_recipients r on r.org_id = ${orgId} and r.message_id = d.message_id
      where d.org_id = ${orgId} and d.campaign_id = ${campaignId} and d.failed_at is not null and d.state in ('failed', 'rejected')
        and (d.failure ->> 'code' = any(${now}::text[]) or d.failure ->> 'code' = any(${tomorrow}::text[])
          and d.failed_at < (select app_now()) - interval '24 hours')
        and r.replied_at is null and not ${arrived(s, campaignId, null, sql`r.contact_id`)}`,
  };
}

interface Codes {
  now: string[];
  tomorrow: string[];
}

/** The codes met in a campaign by when they may be tried again, of all or of the one that was chosen. */
async function codesOf({ sql, orgId }: OrgScope, campaignId: string, code: string | null): Promise<Codes> {
  const rows = await sql<{ code: string; channel: string }[]>`
    select distinct d.failure ->> 'code' as code, a.channel from deliveries d
      join channel_accounts a on a.org_id = ${orgId} and a.id = d.channel_account_id
    where d.org_id = ${orgId} and d.campaign_id = ${campaignId} and d.failed_at is not null and d.failure ? 'code'`;
  const wanted = rows.filter((row) => code === null || row.code === code);
  const of = (when: "now" | "tomorrow") =>
    wanted.flatMap((row) =>
      retryOf(adapterFor(row.channel).explain(row.code).cls) === when ? [row.code] : [],
    );
  return { now: of("now"), tomorrow: of("tomorrow") };
}

/** Whether contact `contactId` (a column) may have the message by now, of a campaign that tries another's failed ones again. */
export const arrivedSince = (
  s: OrgScope,
  id: string,
  { audience }: CampaignDraft,
  contactId: Piece,
): Piece => (audience?.kind === "failed" ? arrived(s, audience.campaignId, id, contactId) : s.sql`false`);

/**
 * Campaigns that try the same failed ones again claim one after the other, each seeing whom the one before has taken: held until the
 * transaction ends.
 */
export async function waitForFamily(s: OrgScope, { audience }: CampaignDraft): Promise<void> {
  if (audience?.kind !== "failed") return;
  await s.sql`
    with recursive above as (${above(s, audience.campaignId)})
    select pg_advisory_xact_lock(hashtextextended('retries:' || id, 0)) from (
      select id from above where meant ->> 'kind' is distinct from 'failed' limit 1) root`;
}

/** The body of the recursive `above(id, meant)`: a campaign, and all whose failed ones it and they try again; `meant` is each one's audience. */
const above = ({ sql, orgId }: OrgScope, of: string): Piece => sql`
  select c.id, c.draft -> 'audience' as meant from campaigns c where c.org_id = ${orgId} and c.id = ${of}
  union select c.id, c.draft -> 'audience' from above a join campaigns c on c.org_id = ${orgId}
    and a.meant ->> 'kind' = 'failed' and c.id = (a.meant ->> 'campaignId')::uuid`;

/** By any campaign of the family: the one whose failed ones are tried again, what that tried again itself, and all that try them again. */
function arrived(s: OrgScope, of: string, but: string | null, contactId: Piece): Piece {
  const { sql, orgId } = s;
  return sql`exists (select 1 from campaign_recipients q
      join deliveries e on e.org_id = ${orgId} and e.message_id = q.message_id and e.state not in ('failed', 'rejected')
    where q.org_id = ${orgId} and q.contact_id = ${contactId} and q.state = 'queued' and (${but}::uuid is null or q.campaign_id <> ${but})
      and q.campaign_id = any((
        with recursive above as (${above(s, of)}), below as (
          select id from above
          union select c.id from below b join campaigns c on c.org_id = ${orgId} and c.draft -> 'audience' ->> 'kind' = 'failed'
            and c.draft -> 'audience' ->> 'campaignId' = b.id::text
        )
        select array_agg(id) from below)::uuid[]))`;
}
