/** Recipients of one market, and what a message to one costs, in micros; null where no card names it. */
export interface MarketGroup {
  market: string | null;
  recipients: number;
  micros: bigint | null;
}

/** What became of messages of the kind before: of so many, so many were charged. */
export interface Past {
  handed: number;
  charged: number;
}

export interface Forecast {
  currency: string;
  /** Micros, as digits. `max`: each one delivered at its price; nothing can cost more. */
  p5: string;
  p50: string;
  p95: string;
  max: string;
  markets: { market: string | null; recipients: number; micros: string | null }[];
  /** Whom no price is known for. */
  unpriced: number;
}

const draws = 400;
/** Before anything is known: most arrive, about one of twenty does not, and it may be all. */
const prior = { charged: 9.5, not: 0.5 };

/**
 * What a campaign will cost, as a spread: how many arrive is not known, only how it was before. Draws the share that arrives from what
 * the past allows for, and for each draw how many of each market that makes. The same question has the same answer.
 */
export function forecast(groups: MarketGroup[], past: Past, currency: string): Forecast {
  const random = mulberry(0x48494c4f);
  const priced = groups.filter((g): g is MarketGroup & { micros: bigint } => g.micros !== null);
  const sums: bigint[] = [];
  for (let n = 0; n < draws; n++) {
    const share = beta(random, prior.charged + past.charged, prior.not + past.handed - past.charged);
    sums.push(priced.reduce((sum, g) => sum + g.micros * BigInt(arriving(random, g.recipients, share)), 0n));
  }
  sums.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (q: number) => String(sums[Math.min(draws - 1, Math.floor(q * draws))] ?? 0n);
  const max = priced.reduce((sum, g) => sum + g.micros * BigInt(g.recipients), 0n);
  return {
    currency,
    p5: at(0.05),
    p50: at(0.5),
    // One draw above the nineteenth twentieth: an estimate of a quantile by draws falls below it half of the time.
    p95: at(0.97),
    max: String(max),
    markets: groups.map(({ micros, ...rest }) => ({
      ...rest,
      micros: micros === null ? null : String(micros),
    })),
    unpriced: groups.reduce((sum, g) => sum + (g.micros === null ? g.recipients : 0), 0),
  };
}

/** How many of `of` arrive: drawn one by one while they are few, as a bell curve when they are many. */
function arriving(random: () => number, of: number, share: number): number {
  if (of <= 50) {
    let count = 0;
    for (let n = 0; n < of; n++) if (random() < share) count++;
    return count;
  }
  const spread = Math.sqrt(of * share * (1 - share));
  return Math.min(of, Math.max(0, Math.round(of * share + spread * normal(random))));
}

function beta(random: () => number, a: number, b: number): number {
  const x = gamma(random, a);
  return x / (x + gamma(random, b));
}

/** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000). */
function gamma(random: () => number, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A seed's row of chances in [0, 1). */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
