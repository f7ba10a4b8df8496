import { inOrg, type OrgScope } from "@/db/org";
import { daysOf, type Span, spanOfDays } from "@/server/ledger/rules/period";
import type { MemberScope } from "@/server/scope";
import { presenceLines } from "./presence-lines";
import type { ReportBy, ReportInput } from "./rules/asked";
import { type FactLine, type Measures, measuresOf } from "./rules/measures";

export interface ReportRow {
  /** A day as `YYYY-MM-DD`, or an id; null: no team, nobody. */
  key: string | null;
  name: string | null;
  measures: Measures;
}

export interface Report {
  total: Measures;
  /** As many days right before. */
  before: Measures;
  days: ReportRow[];
  rows: ReportRow[];
}

/** What was done in a span of whole days, exact at this moment: kept hours, and the facts that are younger than they are. */
export async function readReport(scope: MemberScope, { from, to, by }: ReportInput): Promise<Report> {
  const span = spanOfDays(from, to, scope.timeZone);
  const earlier = { from: new Date(+span.from - (+span.to - +span.from)), to: span.from };
  return inOrg(scope, async (s) => {
    const [days, before, grouped, names] = await Promise.all([
      linesOf(s, span, "day", scope.timeZone),
      linesOf(s, earlier, "day", scope.timeZone),
      by === "day" ? [] : linesOf(s, span, by, scope.timeZone),
      by === "day" ? [] : namesOf(s, by),
    ]);
    const dayRows = daysOf(span, scope.timeZone).map((day) => rowOf(day, day, days));
    return {
      total: measuresOf(days),
      before: measuresOf(before),
      days: dayRows,
      rows: by === "day" ? dayRows : namedRows(grouped, names),
    };
  });
}

/** A team and a number are not online: what is said of that is said of days and members. */
async function linesOf(s: OrgScope, span: Span, by: ReportBy, timeZone: string): Promise<FactLine[]> {
  const lines = await Promise.all([
    factLines(s, span, by, timeZone),
    by === "day" || by === "member" ? presenceLines(s, span, by, timeZone) : [],
  ]);
  return lines.flat();
}

const rowOf = (key: string | null, name: string | null, lines: FactLine[]): ReportRow => ({
  key,
  name,
  measures: measuresOf(lines.filter((line) => line.key === key)),
});

interface Named {
  id: string;
  name: string;
  gone: boolean;
}

/** Everybody who is here, and who is not any more but did something; then what nobody did. */
function namedRows(lines: FactLine[], names: Named[]): ReportRow[] {
  const seen = new Set(lines.map((line) => line.key));
  const named = names.filter(({ id, gone }) => !gone || seen.has(id));
  return [
    ...named.map(({ id, name }) => rowOf(id, name, lines)),
    ...(seen.has(null) ? [rowOf(null, null, lines)] : []),
  ];
}

async function namesOf({ sql, orgId }: OrgScope, by: Exclude<ReportBy, "day">): Promise<Named[]> {
  const rows = {
    team: sql<
      Named[]
    >`select id, name, removed_at is not null as gone from teams where org_id = ${orgId} order by name`,
    member: sql<
      Named[]
    >`select id, name, removed_at is not null as gone from members where org_id = ${orgId} order by name`,
    number: sql<
      Named[]
    >`select id, name, false as gone from channel_accounts where org_id = ${orgId} order by name`,
  };
  return [...(await rows[by])];
}

/** The facts of a span under the headings of one dimension. Exact at every moment, whatever has been folded. */
export async function factLines(
  { sql, orgId }: OrgScope,
  span: Span,
  by: ReportBy,
  timeZone: string,
): Promise<FactLine[]> {
  const [from, to] = [span.from.toISOString(), span.to.toISOString()];
  const column = { team: sql`team_id`, member: sql`member_id`, number: sql`channel_account_id` };
  const heading = (at: ReturnType<typeof sql>) =>
    by === "day" ? sql`to_char(${at} at time zone ${timeZone}, 'YYYY-MM-DD')` : sql`${column[by]}::text`;
  // A plan made for any values would read all facts for the few that are younger than the sums.
  const [, rows] = await Promise.all([
    sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`,
    sql<FactLine[]>`
      with kept as (select coalesce((select xid from report_folds where org_id = ${orgId} and time_zone = ${timeZone}), '0') as xid)
      select key, kind, sum(total)::int as total, sum(seconds)::float8 as seconds, sum(late)::int as late from (
        select ${heading(sql`hour`)} as key, kind, total, seconds, late from report_hours
        where org_id = ${orgId} and hour >= ${from}::timestamptz and hour < ${to}::timestamptz
          and exists (select 1 from kept where xid > '0')
        union all
        select ${heading(sql`at`)}, kind, 1, coalesce(seconds, 0), late::int from report_facts
        where org_id = ${orgId} and xid >= (select xid from kept) and at >= ${from}::timestamptz and at < ${to}::timestamptz
      ) facts group by 1, 2`,
  ]);
  return [...rows];
}
