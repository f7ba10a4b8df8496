import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import type { Sql } from "postgres";
import { asRows } from "@/db/rows";
import { carvedFrom } from "../rules/market";
import { microsOf } from "../rules/money";

const folder = import.meta.dirname;
const columns: Record<string, string> = {
  marketing: "marketing",
  utility: "utility",
  authentication: "authentication",
  authentication_international: "authentication-international",
  service: "service",
};

interface Card {
  id: string;
  channel: string;
  currency: string;
  valid_from: string;
  source: string;
}

interface Rate {
  rate_card_id: string;
  market: string;
  category: string;
  micros: bigint;
}

/**
 * Brings the price lists of `<channel>/<currency>-<day>.csv` beside this file into rate_cards and rates. Repeatable:
 * a corrected list replaces its rates; what was charged by the old ones stands until it is rated again.
 * @param ownerSql as the owner: the application may only read prices
 */
export async function loadRateCards(ownerSql: Sql): Promise<void> {
  const lists = files().map(read);
  await ownerSql`
    insert into rate_cards (id, channel, currency, valid_from, source)
    select * from jsonb_to_recordset(${asRows(lists.map((l) => l.card))}::text::jsonb)
      as x(id text, channel text, currency text, valid_from date, source text)
    on conflict (id) do nothing`;
  await ownerSql`
    with x as (
      select * from jsonb_to_recordset(${asRows(lists.flatMap((l) => l.rates))}::text::jsonb)
        as x(rate_card_id text, market text, category text, micros bigint)
    ), gone as (
      delete from rates r where r.rate_card_id in (select rate_card_id from x) and not exists (
        select 1 from x where x.rate_card_id = r.rate_card_id and x.market = r.market and x.category = r.category)
    )
    insert into rates (rate_card_id, market, category, micros) select * from x
    on conflict (rate_card_id, market, category) do update set micros = excluded.micros
      where rates.micros <> excluded.micros`;
}

function files(): string[] {
  const channels = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return channels.flatMap(({ name }) =>
    readdirSync(path.join(folder, name))
      .filter((file) => file.endsWith(".csv"))
      .sort()
      .map((file) => path.join(name, file)),
  );
}

function read(file: string): { card: Card; rates: Rate[] } {
  const rows: Record<string, string>[] = parse(readFileSync(path.join(folder, file), "utf8"), {
    columns: true,
  });
  const channel = path.dirname(file);
  const [first] = rows;
  if (!first?.currency || !first.effective_from) throw new Error(`${file} is not a price list`);
  const id = `${channel}-${path.basename(file, ".csv")}`;
  const listed = rows.flatMap((row) => ratesOf(id, row.market ?? "", row));
  const card = {
    id,
    channel,
    currency: first.currency,
    valid_from: first.effective_from,
    source: path.basename(file),
  };
  return { card, rates: [...listed, ...carved(listed)] };
}

function ratesOf(id: string, market: string, row: Record<string, string>): Rate[] {
  return Object.entries(columns).flatMap(([column, category]) => {
    const price = row[column];
    return price ? [{ rate_card_id: id, market, category, micros: microsOf(price) }] : [];
  });
}

/** A list older than a market's own line prices that market as the region it then belonged to. */
function carved(listed: Rate[]): Rate[] {
  const named = new Set(listed.map((rate) => rate.market));
  return Object.entries(carvedFrom)
    .filter(([market]) => !named.has(market))
    .flatMap(([market, region]) =>
      listed.filter((rate) => rate.market === region).map((rate) => ({ ...rate, market })),
    );
}
