import type { OrgScope } from "@/db/org";
import { type CostFilter, type CostLine, costLines } from "./cost-lines";
import { type Figure, figureOf } from "./rules/figures";
import { type Span, spanOfDays } from "./rules/period";
import type { BehindFigure, UsageCursor } from "./schema";

const pageSize = 50;
const hourMs = 3_600_000;

/** One message as the ledger has it, without its contents. */
export interface UsageRow {
  id: string;
  at: Date;
  kind: "MO" | "MT" | "HSM";
  origin: string;
  /** ISO 3166; null when the carrier hides it. */
  country: string | null;
  channelAccountId: string;
  conversationId: string;
  contact: string | null;
  /** As charged, else as sent. */
  category: string | null;
  /** Null while the carrier has named no price, and for what came in. */
  reason: string | null;
  /** Its charge was taken back: it never arrived. */
  reversed: boolean;
  money: { currency: string; micros: bigint } | null;
}

export interface UsagePage {
  /** Of all messages behind the figure, not of this page. */
  total: Figure;
  rows: UsageRow[];
  next: UsageCursor | null;
}

/** The messages behind a figure, latest first, a page at a time. Only the hours that hold some of them are read. */
export async function usagePage(
  scope: OrgScope,
  behind: BehindFigure,
  after?: UsageCursor,
): Promise<UsagePage> {
  const [zone] = await scope.sql<
    { time_zone: string }[]
  >`select time_zone from organizations where id = ${scope.orgId}`;
  const span = spanOfDays(behind.from, behind.to, zone?.time_zone ?? "UTC");
  const lines = await costLines(scope, span, "hour", filterOf(behind));
  const rows = await select(scope, behind, span, hoursOf(lines, behind, after), after);
  const last = rows[pageSize - 1];
  return {
    total: figureOf(lines),
    rows: rows.slice(0, pageSize).map(rowOf),
    next: rows.length > pageSize && last ? { at: last.at, id: last.id } : null,
  };
}

function filterOf({ kind, number, origin, category, reason, currency }: BehindFigure): CostFilter {
  return { kind, channelAccountId: number, origin, category, reason, currency };
}

/** Hours, latest first, that together hold more than a page of what is asked for. */
function hoursOf(lines: CostLine[], behind: BehindFigure, after?: UsageCursor): Date[] {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const hour = line.first.getTime();
    counts.set(hour, (counts.get(hour) ?? 0) + countOf(line, behind));
  }
  const cursor = after ? Date.parse(after.at) : Number.POSITIVE_INFINITY;
  const hours: Date[] = [];
  let found = 0;
  for (const [hour, count] of [...counts].sort(([a], [b]) => b - a)) {
    if (count <= 0 || hour > cursor || found > pageSize) continue;
    hours.push(new Date(hour));
    // The hour of the cursor has been shown in part: what is left of it does not count.
    if (hour + hourMs <= cursor) found += count;
  }
  return hours;
}

function countOf(line: CostLine, { unpriced, category, reason, currency }: BehindFigure): number {
  if (unpriced) return line.kind === "MO" ? 0 : line.messages - line.priced;
  return category || reason || currency ? line.charged : line.messages;
}

/** `at` to the microsecond, so that a cursor names one row. */
type Raw = Omit<UsageRow, "at" | "money"> & { at: string; micros: string | null; currency: string | null };

async function select(
  { sql, orgId }: OrgScope,
  behind: BehindFigure,
  span: Span,
  hours: Date[],
  after?: UsageCursor,
): Promise<Raw[]> {
  const { kind, number, origin, category, reason, currency, unpriced } = behind;
  return sql<Raw[]>`
    select e.id, to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.kind, e.origin, e.country, e.channel_account_id as "channelAccountId",
      e.conversation_id as "conversationId", coalesce(k.name, i.address) as contact,
      coalesce(c.category, e.category) as category, c.reason, coalesce(c.reversed, false) as reversed,
      c.micros::text as micros, c.currency
    from (select hour::timestamptz as h from unnest(${hours.map((hour) => hour.toISOString())}::text[]) hour) hours
      join usage_events e on e.org_id = ${orgId} and e.occurred_at >= h and e.occurred_at < h + interval '1 hour'
      left join lateral (
        select sum(micros) over () as micros, category, reason, currency, kind = 'reversal' as reversed
        from charges where org_id = ${orgId} and usage_event_id = e.id order by step desc limit 1
      ) c on true
      left join contacts k on k.org_id = ${orgId} and k.id = e.contact_id
      left join messages m on m.org_id = ${orgId} and m.id = e.message_id
      left join identities i on i.org_id = ${orgId} and i.id = m.identity_id
    where e.occurred_at >= ${span.from.toISOString()} and e.occurred_at < ${span.to.toISOString()}
      ${kind ? sql`and e.kind = ${kind}` : sql``}
      ${number ? sql`and e.channel_account_id = ${number}` : sql``}
      ${origin ? sql`and e.origin = ${origin}` : sql``}
      ${category ? sql`and c.category = ${category} and not c.reversed and c.reason <> 'failed'` : sql``}
      ${reason ? sql`and c.reason = ${reason} and not c.reversed` : sql``}
      ${currency ? sql`and c.currency = ${currency} and not c.reversed` : sql``}
      ${unpriced ? sql`and e.kind <> 'MO' and c.reason is null` : sql``}
      ${after ? sql`and (e.occurred_at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by e.occurred_at desc, e.id desc limit ${pageSize + 1}`;
}

function rowOf({ micros, currency, at, ...row }: Raw): UsageRow {
  const money = micros !== null && currency !== null ? { currency, micros: BigInt(micros) } : null;
  return { ...row, at: new Date(at), money };
}
