import type { PendingQuery, Row } from "postgres";
import type { OrgScope } from "@/db/org";
import type { Span } from "./rules/period";

/** A sum of the ledger for one set of dimensions; `first` is where its time begins (hour or day). */
export interface CostLine {
  first: Date;
  channelAccountId: string;
  kind: "MO" | "MT" | "HSM";
  origin: string;
  /** As the carrier charged it; empty in lines that count messages. */
  category: string;
  reason: string;
  currency: string;
  messages: number;
  priced: number;
  charged: number;
  micros: bigint;
}

/** Only the lines that agree with every field given. */
export type CostFilter = Partial<
  Pick<CostLine, "channelAccountId" | "kind" | "origin" | "category" | "reason" | "currency">
>;

type Fragment = PendingQuery<Row[]>;
type Raw = Omit<CostLine, "first" | "micros"> & { first: string | null; micros: string; xid: string };

/**
 * The ledger of a span summed by `grain` in the organization's time zone and by every dimension: kept sums as far as they
 * go, the ledger itself for what is younger and for a last hour that is cut short. Exact at every moment. `from` begins
 * an hour. Some hundred lines for a month by day; by hour, the dimensions other than kind and currency are empty.
 */
export async function costLines(
  scope: OrgScope,
  span: Span,
  grain: "hour" | "day",
  filter: CostFilter = {},
): Promise<CostLine[]> {
  let end = await endOfSums(scope, span);
  // Where the sums end is a value of the statement, so that the planner sees how few rows are younger; it is asked
  // again when a fold came in between.
  for (;;) {
    const rows = await select(scope, span, grain, filter, end);
    const [first] = rows;
    if (!first || first.xid === end.xid) return rows.flatMap(lineOf);
    end = await endOfSums(scope, span);
  }
}

/** Up to which transaction, and in this span up to which hour, the kept sums speak. */
interface End {
  xid: string;
  cut: string;
}

async function endOfSums({ sql, orgId }: OrgScope, { to }: Span): Promise<End> {
  // A plan made for any values would read whole tables for the few rows that these values mean.
  const [, [end]] = await Promise.all([
    sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`,
    sql<End[]>`
      select coalesce(f.xid, '0')::text as xid,
        date_trunc('hour', ${to.toISOString()}::timestamptz, coalesce(f.time_zone, o.time_zone))::text as cut
      from organizations o left join cost_folds f on f.org_id = o.id where o.id = ${orgId}`,
  ]);
  return end ?? { xid: "0", cut: to.toISOString() };
}

async function select(
  scope: OrgScope,
  span: Span,
  grain: string,
  filter: CostFilter,
  end: End,
): Promise<Raw[]> {
  const [from, to] = [span.from.toISOString(), span.to.toISOString()];
  const { sql, orgId } = scope;
  const told = (column: Fragment) => (grain === "day" ? column : sql`''`);
  return sql<Raw[]>`
    with fold as (
      select coalesce(f.xid, '0') as xid, coalesce(f.time_zone, o.time_zone) as zone
      from organizations o left join cost_folds f on f.org_id = o.id where o.id = ${orgId}
    ), usage as (
      select e.* from usage_events e where e.org_id = ${orgId} and e.xid >= ${end.xid}::text::xid8
        and e.occurred_at >= ${from} and e.occurred_at < ${end.cut}::text::timestamptz
      union all
      select e.* from usage_events e where e.org_id = ${orgId}
        and e.occurred_at >= ${end.cut}::text::timestamptz and e.occurred_at < ${to}
    ), money as (
      select e.occurred_at, e.channel_account_id, e.kind as usage_kind, e.origin, c.*
      from charges c join usage_events e on e.org_id = ${orgId} and e.id = c.usage_event_id
      where c.org_id = ${orgId} and c.xid >= ${end.xid}::text::xid8
        and e.occurred_at >= ${from} and e.occurred_at < ${end.cut}::text::timestamptz
      union all
      select e.occurred_at, e.channel_account_id, e.kind, e.origin, c.*
      from usage_events e join charges c on c.org_id = ${orgId} and c.usage_event_id = e.id
      where e.org_id = ${orgId} and e.occurred_at >= ${end.cut}::text::timestamptz and e.occurred_at < ${to}
    ), lines as (
      select hour as at, channel_account_id, kind, origin, category, reason, currency, messages, priced, charged, micros
      from cost_hours where org_id = ${orgId} and hour >= ${from} and hour < ${end.cut}::text::timestamptz
      union all
      select occurred_at, channel_account_id, kind, origin, '', '', '', 1, 0, 0, 0 from usage
      union all
      select occurred_at, channel_account_id, usage_kind, origin, category, reason, currency, 0, ${chargeCounts(scope)},
        micros from money
    ), summed as (
      select date_trunc(${grain}, at, zone) as first, ${told(sql`channel_account_id::text`)} as "channelAccountId", kind,
        ${told(sql`origin`)} as origin, ${told(sql`category`)} as category, ${told(sql`reason`)} as reason, currency, sum(messages)::int as messages, sum(priced)::int as priced, sum(charged)::int as charged,
        sum(micros)::text as micros
      from lines, fold ${matching(scope, filter)} group by 1, 2, 3, 4, 5, 6, 7
    )
    select fold.xid::text, summed.* from fold left join summed on true order by first`;
}

function matching({ sql }: OrgScope, filter: CostFilter) {
  const columns = { ...filter, channelAccountId: undefined, channel_account_id: filter.channelAccountId };
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  return given.reduce(
    (all, [column, value]) => sql`${all} and ${sql(column)} = ${value ?? null}`,
    sql`where true`,
  );
}

/** What a row of charges adds to the messages that have a price, and to the charges that stand. */
export const chargeCounts = ({ sql }: OrgScope) => sql`
  case when step = 1 then 1 else 0 end as priced,
  case when reason = 'failed' then 0 when kind = 'charge' then 1 when kind = 'reversal' then -1 else 0 end as charged`;

function lineOf({ xid: _, first, micros, ...rest }: Raw): CostLine[] {
  return first === null ? [] : [{ ...rest, first: new Date(first), micros: BigInt(micros) }];
}
