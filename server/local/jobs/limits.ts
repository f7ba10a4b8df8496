/** At most `cap` calls at once among those that share the key. */
export interface Cap {
  key: string;
  cap: number;
}

/** At most `burst` runs begun at once among those that share the key, then one every `everyMs`. */
export interface Pace {
  key: string;
  everyMs: number;
  burst: number;
}

export type Limit = Cap | Pace;

/** What an account of a pace is kept with: rounding must not cost a start. */
const TOLERANCE = 0.01;

/** How much each limit still allows at a moment. A call that is taken counts from then on. */
export class Capacity {
  private readonly changed = new Set<string>();

  /** `running`: calls in flight by key. `spent`: until when (ms) each pace has used up its even share of time. */
  constructor(
    private readonly now: number,
    private readonly running: Map<string, number>,
    private readonly spent: Map<string, number>,
  ) {}

  /** How many more the limit allows now; none or below when it is full. */
  free(limit: Limit): number {
    if ("cap" in limit) return limit.cap - (this.running.get(limit.key) ?? 0);
    const behind = Math.max(0, (this.spent.get(limit.key) ?? 0) - this.now);
    return Math.floor(limit.burst - behind / limit.everyMs + TOLERANCE);
  }

  /** The first of the limits that allows no more. */
  full(limits: Limit[]): Limit | undefined {
    return limits.find((limit) => this.free(limit) <= 0);
  }

  take(limits: Limit[]): void {
    for (const limit of limits) {
      if ("cap" in limit) this.running.set(limit.key, (this.running.get(limit.key) ?? 0) + 1);
      else {
        this.spent.set(limit.key, Math.max(this.spent.get(limit.key) ?? 0, this.now) + limit.everyMs);
        this.changed.add(limit.key);
      }
    }
  }

  /** When to look again at what a full limit holds; null: as soon as a call has ended. */
  freeAt(limit: Limit): Date | null {
    if ("cap" in limit) return null;
    const spent = this.spent.get(limit.key) ?? 0;
    return new Date(Math.ceil(spent - (limit.burst - 1) * limit.everyMs));
  }

  /** Takes in what is known of paces; what has been taken meanwhile stands. */
  learn(spent: Iterable<[string, number]>): void {
    for (const [key, until] of spent) if (!this.spent.has(key)) this.spent.set(key, until);
  }

  knows(key: string): boolean {
    return this.spent.has(key);
  }

  /** The paces of which something was taken, as they stand now. */
  spentPaces(): [string, number][] {
    return [...this.changed].map((key) => [key, this.spent.get(key) ?? 0]);
  }
}
