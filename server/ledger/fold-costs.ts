import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import type { Scope } from "@/server/scope";
import { chargeCounts } from "./cost-lines";
import { lockFold } from "./lock-fold";

/**
 * Brings `cost_hours` up to every transaction that is finished: what was written since the last fold is added once.
 * Begins anew when the organization's time zone changed, or when the sums come from another server's transactions
 * (a restored dump). Waits for a fold that is under way.
 */
export async function foldCosts(scope: Scope): Promise<void> {
  await inOrg(scope, async (s) => {
    const fold = await lockFold(s, "cost_folds");
    if (!fold || (fold.xid === fold.upto && !fold.stale)) return;
    if (fold.stale) await s.sql`delete from cost_hours where org_id = ${s.orgId}`;
    await add(s, fold.stale ? "0" : fold.xid, fold.upto);
    await record(s, {
      action: "costs.folded",
      subject: ["organization", s.orgId],
      details: { upto: fold.upto },
    });
  });
}

async function add(scope: OrgScope, xid: string, upto: string): Promise<void> {
  const { sql, orgId } = scope;
  await sql`
    with zone as (
      update cost_folds f set xid = ${upto}::text::xid8, time_zone = o.time_zone from organizations o
      where f.org_id = ${orgId} and o.id = f.org_id returning f.time_zone
    ), money as (
      select e.occurred_at, e.channel_account_id, e.kind as usage_kind, e.origin, c.*
      from charges c join usage_events e on e.org_id = ${orgId} and e.id = c.usage_event_id
      where c.org_id = ${orgId} and c.xid >= ${xid}::text::xid8 and c.xid < ${upto}::text::xid8
    ), lines as (
      select occurred_at, channel_account_id, kind, origin, '' as category, '' as reason, '' as currency, 1 as messages,
        0 as priced, 0 as charged, 0 as micros
      from usage_events where org_id = ${orgId} and xid >= ${xid}::text::xid8 and xid < ${upto}::text::xid8
      union all
      select occurred_at, channel_account_id, usage_kind, origin, category, reason, currency, 0, ${chargeCounts(scope)}, micros
      from money
    )
    insert into cost_hours as h (hour, channel_account_id, kind, origin, category, reason, currency, messages, priced,
      charged, micros)
    select date_trunc('hour', occurred_at, time_zone), channel_account_id, kind, origin, category, reason, currency,
      sum(messages), sum(priced), sum(charged), sum(micros)
    from lines, zone group by 1, 2, 3, 4, 5, 6, 7
    on conflict (org_id, hour, channel_account_id, kind, origin, category, reason, currency) do update set
      messages = h.messages + excluded.messages, priced = h.priced + excluded.priced,
      charged = h.charged + excluded.charged, micros = h.micros + excluded.micros`;
}
