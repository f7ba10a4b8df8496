import type { OrgScope } from "@/db/org";
import type { Span } from "@/server/ledger/rules/period";
import { presenceSeconds } from "./presence-seconds";
import type { FactLine } from "./rules/measures";

interface Kept {
  /** From here on nothing is kept; null when nothing is. */
  from: string | null;
  now: string;
}

/** How long members were online and at work in a span, by day or by member: kept hours, and the rest as it stands. */
export async function presenceLines(
  s: OrgScope,
  span: Span,
  by: "day" | "member",
  timeZone: string,
): Promise<FactLine[]> {
  const { sql, orgId } = s;
  const [from, to] = [span.from.toISOString(), span.to.toISOString()];
  const [[kept], hours] = await Promise.all([
    sql<Kept[]>`
      select app_now()::text as now, coalesce((select presence_upto from report_folds where org_id = ${orgId} and time_zone = ${timeZone}),
        (select min(at) from presence_changes where org_id = ${orgId}))::text as from`,
    sql<{ key: string; online: number; busy: number }[]>`
      select ${by === "day" ? sql`to_char(hour at time zone ${timeZone}, 'YYYY-MM-DD')` : sql`member_id::text`} as key,
        sum(online)::float8 as online, sum(busy)::float8 as busy from report_presence
      where org_id = ${orgId} and hour >= ${from}::timestamptz and hour < ${to}::timestamptz
        and exists (select 1 from report_folds where org_id = ${orgId} and time_zone = ${timeZone}) group by 1`,
  ]);
  const fresh = kept?.from ? await sinceKept(s, span, { from: kept.from, now: kept.now }, timeZone) : [];
  const day = (hour: string) =>
    new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(hour));
  return [
    ...hours.flatMap(({ key, online, busy }) => linesOf(key, online, busy)),
    ...fresh.flatMap((row) => linesOf(by === "day" ? day(row.hour) : row.member_id, row.online, row.busy)),
  ];
}

async function sinceKept(s: OrgScope, span: Span, kept: { from: string; now: string }, timeZone: string) {
  const from = new Date(Math.max(+span.from, +new Date(kept.from)));
  const to = new Date(Math.min(+span.to, +new Date(kept.now)));
  if (from >= to) return [];
  return presenceSeconds(s, { from: from.toISOString(), to: to.toISOString(), timeZone });
}

const linesOf = (key: string, online: number, busy: number): FactLine[] => [
  { key, kind: "online", total: 0, seconds: online, late: 0 },
  { key, kind: "busy", total: 0, seconds: busy, late: 0 },
];
