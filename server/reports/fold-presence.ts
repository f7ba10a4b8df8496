import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { presenceSeconds } from "./presence-seconds";

/**
 * Keeps how long members were online and at work in the hours that are over; each once. Part of foldReports, which holds the fold.
 * Not more than a month at a time: what is left is read as it stands until the next fold.
 */
export async function foldPresence(s: OrgScope): Promise<void> {
  const { sql, orgId } = s;
  const [span] = await sql<{ from: string; to: string; time_zone: string }[]>`
    select f.time_zone, x.since::text as from, least(x.since + interval '31 days', x.over)::text as to
    from report_folds f cross join lateral (
      select coalesce(f.presence_upto, (select date_trunc('hour', min(p.at), f.time_zone) from presence_changes p where p.org_id = ${orgId})) as since,
        -- What began just before the hour ended may not be there yet.
        date_trunc('hour', app_now() - interval '5 minutes', f.time_zone) as over
    ) x where f.org_id = ${orgId} and x.since < x.over`;
  if (!span) return;
  const rows = await presenceSeconds(s, { ...span, timeZone: span.time_zone });
  await sql`
    insert into report_presence (hour, member_id, online, busy)
    select hour, member_id, online, busy
    from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(hour timestamptz, member_id uuid, online int, busy int)
    on conflict do nothing`;
  await sql`update report_folds set presence_upto = ${span.to}::timestamptz where org_id = ${orgId}`;
}
