import table from "../markets.json";

/** What is known of where a customer is. */
export interface Whereabouts {
  /** International, digits first or after a `+`; null when the carrier hides it. */
  phone?: string | null;
  /** ISO 3166, two letters. */
  country?: string | null;
}

/**
 * Calling prefix → market and ISO country → market in one map: digits never meet letters. Source: the carrier's table of
 * countries and calling codes, copied in markets.json.
 */
export const marketKeys: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(table.markets).flatMap(([market, countries]) =>
    Object.entries(countries as Record<string, string[]>).flatMap(([iso, prefixes]) =>
      [iso, ...prefixes].map((key) => [key, market]),
    ),
  ),
);

/** The market of a known place that no row of the table names. */
export const otherMarket: string = table.default;

/** Markets that used to be priced with a region, until a card named them. */
export const carvedFrom: Readonly<Record<string, string>> = table.carvedFrom;

/** The longest prefix in the table. */
export const longestPrefix = 4;

/**
 * The market that a message to this customer is priced in: the longest known prefix of the phone, else the country.
 * Null when neither is known, so that a price is said to be missing rather than guessed.
 */
export function marketOf({ phone, country }: Whereabouts): string | null {
  const digits = (phone ?? "").replace(/\D/g, "");
  for (let length = longestPrefix; length > 0; length--) {
    const market = digits.length >= length ? marketKeys[digits.slice(0, length)] : undefined;
    if (market) return market;
  }
  if (country) return marketKeys[country.toUpperCase()] ?? otherMarket;
  return digits ? otherMarket : null;
}
