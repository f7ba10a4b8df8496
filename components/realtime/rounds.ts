import { pauseBefore, prompt } from "./pace";

type RoundsOf = {
  /** Asks again what the page shows of everybody's; resolves once that is answered. */
  round: () => unknown;
  /** How many others of the organization work now. */
  others: () => number;
};

/** When a page asks again: after hints, at its pace; at once for what is its member's own. */
export class Rounds {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private took = 0;

  constructor(private readonly of: RoundsOf) {}

  /** Something that the page may show has changed. */
  hear(own: boolean): void {
    if (own) this.soon();
    else if (this.due === Number.POSITIVE_INFINITY)
      this.within(
        pauseBefore({
          others: this.of.others(),
          since: performance.now() - this.last,
          took: this.took,
          chance: Math.random(),
        }),
      );
  }

  /** The member did something here and wants to see it. */
  soon(): void {
    this.within(prompt);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.due = Number.POSITIVE_INFINITY;
  }

  private within(ms: number): void {
    const at = performance.now() + ms;
    if (at >= this.due) return;
    clearTimeout(this.timer);
    this.due = at;
    this.timer = setTimeout(() => {
      this.due = Number.POSITIVE_INFINITY;
      void this.ask();
    }, ms);
  }

  private async ask(): Promise<void> {
    const began = performance.now();
    this.last = began;
    await this.of.round();
    this.took = performance.now() - began;
  }
}
