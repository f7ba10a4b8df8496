import type { OrgScope } from "@/db/org";

/**
 * Adds to a campaign's counts, and to what it has set aside, what happened since: a delta is deleted by the statement that adds it, so
 * none counts twice. Takes the campaign's row where there is something to add. Derived data: no audit line of its own.
 */
export async function foldDeltas({ sql, orgId }: OrgScope, campaignId: string): Promise<void> {
  await sql`
    with gone as (delete from campaign_deltas where org_id = ${orgId} and campaign_id = ${campaignId} returning key, amount)
    update campaigns c set
      committed_micros = c.committed_micros + coalesce((select sum(amount)::bigint from gone where key = 'committed'), 0),
      tally = (select coalesce(jsonb_object_agg(key, total), '{}') from (
        select key, sum(amount) as total from (
          select key, value::bigint as amount from jsonb_each_text(c.tally)
          union all select key, amount from gone where key <> 'committed') x
        group by key having sum(amount) <> 0) y)
    where c.org_id = ${orgId} and c.id = ${campaignId} and exists (select 1 from gone)`;
}
