import { setTimeout as wait } from "node:timers/promises";

/** Minutes of the day that pass in a second. */
const perSecond = 1;

/** The day's own time: sixty times the real one, but never beyond the hour that is being lived. */
export class DayClock {
  private passed = 0;
  private since: number | null = null;
  private limit = 0;

  constructor(private readonly signal: AbortSignal) {}

  /** Minutes since the day began. */
  now(): number {
    const running = this.since === null ? 0 : ((performance.now() - this.since) / 1_000) * perSecond;
    return Math.min(this.limit, this.passed + running);
  }

  /** Lets time pass up to a moment. */
  run(limit: number): void {
    this.limit = limit;
    this.since = performance.now();
  }

  /** Stops at the moment that was set, whoever is still busy. */
  stop(): void {
    this.passed = this.limit;
    this.since = null;
  }

  /** The pace of the day itself: everything else waits for what happens. */
  async until(at: number): Promise<void> {
    for (let left = at - this.now(); left > 0 && this.now() < this.limit; left = at - this.now()) {
      this.signal.throwIfAborted();
      await wait(Math.max(5, (left / perSecond) * 1_000));
    }
    this.signal.throwIfAborted();
  }
}
