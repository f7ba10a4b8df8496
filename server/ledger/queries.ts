import type { OrgScope } from "@/db/org";
import { type CostLine, costLines } from "./cost-lines";
import { allowanceOn, dayIn } from "./rules/calendar";
import { type Figure, figureOf, type Share, sharesBy } from "./rules/figures";
import { daysOf, periodsAt } from "./rules/period";
import type { PriceCard } from "./rules/price";

export interface Allowance {
  limit: number;
  used: number;
  left: number;
}

/** Free replies of one number this month, by the carrier's own words; null while its terms know no such thing. */
export async function allowance(scope: OrgScope, channelAccountId: string): Promise<Allowance | null> {
  const timeZone = await timeZoneOf(scope);
  const limit = allowanceOn(dayIn(timeZone, scope.now));
  if (limit === null) return null;
  const { month } = periodsAt(scope.now, timeZone);
  const lines = await costLines(scope, month, "day", { channelAccountId, reason: "allowance" });
  return allowanceOf(limit, figureOf(lines).charged);
}

function allowanceOf(limit: number, used: number): Allowance {
  return { limit, used, left: Math.max(0, limit - used) };
}

export interface CostSummary {
  now: Date;
  timeZone: string;
  today: Figure;
  /** The same stretch of yesterday, and of last month. */
  yesterday: Figure;
  month: Figure;
  lastMonth: Figure;
  byKind: Share[];
  byNumber: Share[];
  byOrigin: Share[];
  /** As the carrier charged them, and why it cost what it cost. */
  byCategory: Share[];
  byReason: Share[];
  /** Every day of the month, `YYYY-MM-DD`, in order, and the same day of last month as far as it is compared. */
  byDay: (Share & { byKind: Share[]; before: Figure | null })[];
  numbers: (CostNumber & { allowance: Allowance | null })[];
}

/** A number as costs name it. */
export interface CostNumber {
  id: string;
  name: string;
  address: string;
  color: string;
}

/** Everything on the costs page, in the organization's time zone. Three sums of the ledger, whatever its size. */
export async function costSummary(scope: OrgScope): Promise<CostSummary> {
  const timeZone = await timeZoneOf(scope);
  const periods = periodsAt(scope.now, timeZone);
  const [lines, yesterday, lastMonth, accounts] = await Promise.all([
    costLines(scope, periods.month, "day"),
    costLines(scope, periods.yesterday, "day"),
    costLines(scope, periods.lastMonth, "day"),
    costNumbers(scope),
  ]);
  const limit = allowanceOn(dayIn(timeZone, scope.now));
  const used = (id: string) =>
    figureOf(lines.filter((l) => l.channelAccountId === id && l.reason === "allowance")).charged;
  return {
    now: scope.now,
    timeZone,
    today: figureOf(lines.filter((line) => line.first.getTime() === periods.today.from.getTime())),
    yesterday: figureOf(yesterday),
    month: figureOf(lines),
    lastMonth: figureOf(lastMonth),
    ...sharesOf(lines),
    byDay: byDay(lines, lastMonth, daysOf(periods.month, timeZone), timeZone),
    numbers: accounts.map((a) => ({
      ...a,
      allowance: limit === null ? null : allowanceOf(limit, used(a.id)),
    })),
  };
}

function sharesOf(lines: CostLine[]) {
  return {
    byKind: sharesBy(lines, (line) => line.kind),
    byNumber: sharesBy(lines, (line) => line.channelAccountId),
    byOrigin: sharesBy(lines, (line) => line.origin),
    byCategory: sharesBy(lines, (line) => line.category),
    byReason: sharesBy(lines, (line) => line.reason),
  };
}

function byDay(
  lines: CostLine[],
  lastMonth: CostLine[],
  days: string[],
  timeZone: string,
): CostSummary["byDay"] {
  const before = new Map(
    sharesBy(lastMonth, (l) => dayIn(timeZone, l.first).slice(8)).map((s) => [s.key, s]),
  );
  return days.map((key) => {
    const own = lines.filter((line) => dayIn(timeZone, line.first) === key);
    const byKind = sharesBy(own, (line) => line.kind);
    return { key, ...figureOf(own), byKind, before: before.get(key.slice(8)) ?? null };
  });
}

/** Everything that expectedPrice() needs to know of a customer on a number, but the window and the time. */
export interface Prices {
  market: string | null;
  timeZone: string;
  /** Free replies left on the number this month; null when there is no such thing. */
  allowanceLeft: number | null;
  /** Those in force since a year ago and announced ones, in the market of the customer. */
  cards: PriceCard[];
}

/** What messages to a customer in `market` (see rules/market.ts) will cost on a number. */
export async function pricesFor(
  scope: OrgScope,
  { channelAccountId, market }: { channelAccountId: string; market: string | null },
): Promise<Prices> {
  const [timeZone, free, cards] = await Promise.all([
    timeZoneOf(scope),
    allowance(scope, channelAccountId),
    cardsOf(scope, channelAccountId, market),
  ]);
  return { market, timeZone, allowanceLeft: free?.left ?? null, cards };
}

async function cardsOf(
  { sql, orgId }: OrgScope,
  accountId: string,
  market: string | null,
): Promise<PriceCard[]> {
  const rows = await sql<
    { id: string; currency: string; validFrom: string; prices: Record<string, string> | null }[]
  >`
    select c.id, c.currency, c.valid_from::text as "validFrom", (
        select jsonb_object_agg(r.category, r.micros::text) from rates r
        where r.rate_card_id = c.id and r.market = ${market}) as prices
    from channel_accounts a join organizations o on o.id = a.org_id join rate_cards c on c.channel = a.channel
    where a.org_id = ${orgId} and a.id = ${accountId} and c.valid_from > app_now() - interval '1 year'
      and c.currency = coalesce(
        (select currency from rate_cards w where w.channel = a.channel and w.currency = o.currency limit 1), 'USD')`;
  return rows.map(({ prices, ...card }) => {
    const rates = Object.fromEntries(
      Object.entries(prices ?? {}).map(([category, m]) => [category, BigInt(m)]),
    );
    return { ...card, rates: market === null ? {} : { [market]: rates } };
  });
}

/** Every number that ever cost something, also one that is no longer used. */
export async function costNumbers({ sql, orgId }: OrgScope): Promise<CostNumber[]> {
  return sql<CostNumber[]>`
    select id, name, address, color from channel_accounts where org_id = ${orgId} order by created_at, id`;
}

async function timeZoneOf({ sql, orgId }: OrgScope): Promise<string> {
  const [row] = await sql<{ time_zone: string }[]>`select time_zone from organizations where id = ${orgId}`;
  return row?.time_zone ?? "UTC";
}
