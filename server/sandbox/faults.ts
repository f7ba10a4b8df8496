/** Shares (0…1) of what the carrier does wrong on purpose, drawn from one seed. */
export interface FaultSettings {
  seed: number;
  /** Payloads delivered a second time. */
  duplicates: number;
  /** Payloads held until a later one has overtaken them. */
  reordered: number;
  /** Payloads delayed by up to `delayMaxMs`. */
  delayed: number;
  delayMaxMs: number;
  /** Sends that are accepted, then lose their answer. */
  severed: number;
  /** Sends refused with HTTP 500 before anything is accepted. */
  carrier5xx: number;
}

export type FaultName = "duplicates" | "reordered" | "delayed" | "severed" | "carrier5xx";

const NONE: FaultSettings = {
  seed: 1,
  duplicates: 0,
  reordered: 0,
  delayed: 0,
  delayMaxMs: 2_000,
  severed: 0,
  carrier5xx: 0,
};

/** Decides which fault fires and counts each that did. Every kind draws from its own stream of the seed. */
export class Faults {
  settings: FaultSettings = { ...NONE };
  readonly fired: Record<FaultName, number> = {
    duplicates: 0,
    reordered: 0,
    delayed: 0,
    severed: 0,
    carrier5xx: 0,
  };
  private streams = new Map<string, () => number>();

  /** Replaces the settings; what is not named is off. Counts start again. */
  set(settings: Partial<FaultSettings>): void {
    this.settings = { ...NONE, ...settings };
    this.streams = new Map();
    for (const name of Object.keys(this.fired) as FaultName[]) this.fired[name] = 0;
  }

  /** Whether this fault strikes now. The caller counts it with `count` once it really happened. */
  strikes(name: FaultName): boolean {
    const share = this.settings[name];
    return share > 0 && this.draw(name) < share;
  }

  count(name: FaultName): void {
    this.fired[name] += 1;
  }

  delayMs(): number {
    return Math.floor(this.draw("delayMs") * this.settings.delayMaxMs);
  }

  private draw(stream: string): number {
    const random = this.streams.get(stream) ?? seededRandom(this.settings.seed, stream);
    this.streams.set(stream, random);
    return random();
  }
}

/** A repeatable source of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number, stream = ""): () => number {
  let state = seed >>> 0;
  for (const char of stream) state = (Math.imul(state ^ char.charCodeAt(0), 0x9e3779b1) + 1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
