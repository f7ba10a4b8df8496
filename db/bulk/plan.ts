import { asRow } from "@/db/rows";
import { marketKeys } from "@/server/ledger/rules/market";
import { asked, countries, endings, firstNames, lastNames, told } from "./words";

export interface BulkPlan {
  conversations: number;
  contacts: number;
  /** Messages per conversation, on average. */
  messagesPer: number;
  /** The same seed makes the same organization, but for the moment that its times count back from. */
  seed: number;
}

/** Place of a kind of row in the ids that seeds make. */
export const kinds = {
  organization: 1,
  contact: 2,
  phone: 3,
  scoped: 4,
  conversation: 5,
  message: 6,
  usage: 7,
  attachment: 8,
  work: 9,
  consent: 10,
} as const;

/** 2026-01-01 in ms: ids look as if they were made then, in the order of their number. */
const idsFrom = 1_767_225_600_000;

/** SQL: the identifier of the n-th row of a kind, a UUID v7 that depends on the seed alone. */
export const idSql = (seed: number, kind: keyof typeof kinds, n: string): string =>
  `(lpad(to_hex(${idsFrom}::bigint + (${n})), 12, '0') || '7' || lpad(to_hex(${kinds[kind]}), 3, '0') || 'a'
    || substr(md5('${seed}:${kind}:' || (${n})), 1, 15))::uuid`;

/** SQL: a number below `below` that depends on the seed, the row and what is being chosen. */
export const pickSql = (seed: number, what: number, n: string, below: string | number): string =>
  `((hashint8extended((${n})::bigint, ${seed * 100 + what}::bigint) & 2147483647) % (${below}))`;

/** SQL: one element of a list of texts. */
const oneOf = (list: readonly string[], index: string): string =>
  `(array[${list.map((text) => `'${text.replaceAll("'", "''")}'`).join(",")}])[1 + ${index}]`;

/** SQL: what is written in message `n`, by the customer or by us. */
export function bodySql(seed: number, n: string, inbound: string): string {
  const ask = `${oneOf(asked, pickSql(seed, 30, n, asked.length))}`;
  const tell = `${oneOf(told, pickSql(seed, 31, n, told.length))}`;
  const ending = `${oneOf(endings, pickSql(seed, 32, n, endings.length))}`;
  return `case when ${inbound} then ${ask} else ${tell} end
    || case when ${pickSql(seed, 33, n, 3)} = 0 then ' ' || ${ending} || ' ' || (10000 + ${pickSql(seed, 34, n, 89_999)}) || '.' else '' end`;
}

export const nameSql = (seed: number, k: string): string =>
  `${oneOf(firstNames, pickSql(seed, 1, k, firstNames.length))} || ' ' || ${oneOf(lastNames, pickSql(seed, 2, k, lastNames.length))}`;

/** The countries with their markets, as rows for SQL: `x` below `upto` (of 100) belongs to the first such row. */
export function countryRows(): string {
  let upto = 0;
  const rows = countries.map((c) => {
    upto += c.share;
    return { ...c, upto, market: marketKeys[c.code] };
  });
  return asRow(rows);
}
