/** A sum of money in one currency: micros (millionths). Different currencies are never added up. */
export interface Money {
  currency: string;
  micros: bigint;
}

/** What lines of the ledger add up to. */
export interface Figure {
  messages: number;
  /** Of them sent and without the carrier's price yet. */
  unpriced: number;
  /** Charges that stand, free ones included. */
  charged: number;
  money: Money[];
}

/** What a figure is made of: the sums of server/ledger/cost-lines.ts. */
export interface Addend {
  kind: "MO" | "MT" | "HSM";
  currency: string;
  messages: number;
  priced: number;
  charged: number;
  micros: bigint;
}

/** The sum of lines, money by currency in alphabetical order. */
export function figureOf(lines: readonly Addend[]): Figure {
  const money = new Map<string, bigint>();
  const figure = { messages: 0, unpriced: 0, charged: 0 };
  for (const line of lines) {
    figure.messages += line.messages;
    figure.unpriced += line.kind === "MO" ? 0 : line.messages - line.priced;
    figure.charged += line.charged;
    if (line.currency) money.set(line.currency, (money.get(line.currency) ?? 0n) + line.micros);
  }
  const sums = [...money].map(([currency, micros]) => ({ currency, micros }));
  return { ...figure, money: sums.sort((a, b) => (a.currency < b.currency ? -1 : 1)) };
}

export type Share = Figure & { key: string };

/** The figures of lines that share a key, by key; lines whose key is empty are left out. */
export function sharesBy<L extends Addend>(lines: readonly L[], keyOf: (line: L) => string): Share[] {
  const groups = new Map<string, L[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const group = groups.get(key);
    if (group) group.push(line);
    else if (key) groups.set(key, [line]);
  }
  return [...groups].map(([key, own]) => ({ key, ...figureOf(own) }));
}

/** How a sum changed against the period before, as a fraction; null where there is nothing to compare with. */
export function changeOf(now: bigint, before: bigint): number | null {
  return before === 0n ? null : Number(((now - before) * 10_000n) / before) / 10_000;
}
