import type { PendingQuery, Row } from "postgres";
import type { OrgScope } from "@/db/org";
import { longestPrefix, marketKeys, otherMarket } from "./rules/market";

type Piece = PendingQuery<Row[]>;

const table = JSON.stringify(marketKeys);

/** The table that marketOf() reads, once per statement: `with …, ${marketTable(s)} select … from …, keys`. */
export const marketTable = ({ sql }: OrgScope): Piece =>
  sql`keys as materialized (select ${table}::text::jsonb as market)`;

/**
 * The market of a person, as rules/market.ts decides it, where their rows are: by the longest known prefix of their phone (digits with
 * the country's), else by their country; null where nothing is known of them.
 */
export function marketOf({ sql }: OrgScope, phone: Piece, country: Piece): Piece {
  return sql`coalesce(
    (select keys.market ->> left(${phone}, n) from generate_series(${longestPrefix}::int, 1, -1) as n
     where length(${phone}) >= n and keys.market ? left(${phone}, n) order by n desc limit 1),
    keys.market ->> upper(${country}),
    case when ${country} is not null or ${phone} <> '' then ${otherMarket}::text end)`;
}
