import { inOrg, type OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { contactZone } from "@/server/contacts/rules/time-zone";
import type { Scope } from "@/server/scope";
import type { CampaignWork } from "./read-work";
import { loudFrom, type QuietHours } from "./rules/quiet-hours";

/** So many are put off in one statement. */
const piece = 1_000;

interface Row {
  contact_id: string;
  time_zone: string | null;
  country: string | null;
  phone: string | null;
  our_zone: string;
  now: string;
}

/**
 * Puts off those whose turn it would be and who have quiet hours, many at a time and before anything is asked about them: where the first
 * one sleeps, most others do. By the clock of each; a claim looks once more. Only when somebody's turn is: not a decision of its own.
 */
export async function postponeQuiet(scope: Scope, work: CampaignWork, accountId: string): Promise<void> {
  const { quiet } = work.draft;
  if (!quiet) return;
  await inOrg(scope, async (s) => {
    const [first] = await dueOnes(s, work, accountId, 1);
    if (!first || !putOff(first, quiet)) return;
    const rows = (await dueOnes(s, work, accountId, piece)).flatMap((row) => {
      const due = putOff(row, quiet);
      return due ? [{ contact: row.contact_id, due }] : [];
    });
    await putOffUntil(s, work.id, rows);
  });
}

/** Their turn comes later, each at its own time (ISO). */
export async function putOffUntil(
  { sql, orgId }: OrgScope,
  campaignId: string,
  rows: { contact: string; due: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update campaign_recipients r set due_at = x.due
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(contact uuid, due timestamptz) limit ${rows.length}) x
    where r.org_id = ${orgId} and r.campaign_id = ${campaignId} and r.contact_id = x.contact and r.state = 'planned'`;
}

function dueOnes(
  { sql, orgId }: OrgScope,
  work: CampaignWork,
  accountId: string,
  most: number,
): Promise<Row[]> {
  return sql<Row[]>`
    select r.contact_id, k.time_zone, k.country, i.address as phone, o.time_zone as our_zone, app_now() as now
    from (select r.contact_id, r.identity_id from campaign_recipients r
        where r.org_id = ${orgId} and r.campaign_id = ${work.id} and r.channel_account_id = ${accountId} and r.state = 'planned'
          and r.due_at <= (select app_now()) order by r.due_at, r.place limit ${most} for update skip locked) r
      join contacts k on k.org_id = ${orgId} and k.id = r.contact_id
      join organizations o on o.id = ${orgId}
      left join identities i on i.org_id = ${orgId} and i.id = r.identity_id and i.kind = 'phone'`;
}

function putOff(row: Row, quiet: QuietHours): string | null {
  const now = new Date(row.now);
  const { timeZone } = contactZone({ ...row, timeZone: row.time_zone }, row.our_zone);
  const due = loudFrom(quiet, now, timeZone);
  return +due > +now ? due.toISOString() : null;
}
