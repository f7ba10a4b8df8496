import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { lockFold } from "@/server/ledger/lock-fold";
import type { Scope } from "@/server/scope";
import { foldPresence } from "./fold-presence";

/**
 * Brings `report_hours` up to every transaction that is finished: each fact is added once. Begins anew when the organization's time
 * zone changed, or when the sums come from another server's transactions (a restored dump). Waits for a fold that is under way.
 */
export async function foldReports(scope: Scope): Promise<void> {
  await inOrg(scope, async (s) => {
    const fold = await lockFold(s, "report_folds");
    if (!fold || (fold.xid === fold.upto && !fold.stale)) return;
    if (fold.stale) await beginAnew(s);
    await add(s, fold.stale ? "0" : fold.xid, fold.upto);
    await foldPresence(s);
    await record(s, {
      action: "reports.folded",
      subject: ["organization", s.orgId],
      details: { upto: fold.upto },
    });
  });
}

async function beginAnew({ sql, orgId }: OrgScope): Promise<void> {
  await sql`delete from report_hours where org_id = ${orgId}`;
  await sql`delete from report_presence where org_id = ${orgId}`;
  await sql`update report_folds set presence_upto = null where org_id = ${orgId}`;
}

async function add({ sql, orgId }: OrgScope, xid: string, upto: string): Promise<void> {
  await sql`
    with zone as (
      update report_folds f set xid = ${upto}::text::xid8, time_zone = o.time_zone from organizations o
      where f.org_id = ${orgId} and o.id = f.org_id returning f.time_zone
    )
    insert into report_hours as h (hour, kind, team_id, member_id, channel_account_id, total, seconds, late)
    select date_trunc('hour', at, time_zone), kind, team_id, member_id, channel_account_id, count(*),
      coalesce(sum(seconds), 0), count(*) filter (where late)
    from report_facts, zone
    where org_id = ${orgId} and xid >= ${xid}::text::xid8 and xid < ${upto}::text::xid8 group by 1, 2, 3, 4, 5
    on conflict (org_id, hour, kind, team_id, member_id, channel_account_id) do update set
      total = h.total + excluded.total, seconds = h.seconds + excluded.seconds, late = h.late + excluded.late`;
}
