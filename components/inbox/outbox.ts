/** What the outbox has to know of a message; the rest is its writer's. */
export interface Queued {
  clientMessageId: string;
  conversationId: string;
  /** The code of a refusal: a person decides. */
  refused: string | null;
  /** The server could not be reached: it leaves by itself after the return. */
  waiting: boolean;
  /** The server has it. */
  sent: boolean;
}

export type Answer = "sent" | "unreachable" | { refused: string };

export interface OutboxNeeds<Item> {
  /** Hands one over; repeats of one clientMessageId are one message there. Never rejects. */
  post: (item: Item) => Promise<Answer>;
  /** What this browser keeps over reloads, shared by its tabs; null where nothing can be kept. */
  load: () => Item[] | null;
  save: (items: Item[]) => void;
  /** One tab at a time per conversation. */
  alone: <T>(conversationId: string, work: () => Promise<T>) => Promise<T>;
}

/**
 * What was written and is not on the server yet: per conversation in order, one at a time, kept until the server answered. What
 * cannot be reached waits; what is refused waits for a person, and holds nothing behind it that was written after seeing more.
 */
export class Outbox<Item extends Queued> {
  private items: readonly Item[];
  private readonly listeners = new Set<() => void>();
  private readonly running = new Set<string>();

  constructor(private readonly needs: OutboxNeeds<Item>) {
    this.items = needs.load() ?? [];
  }

  readonly snapshot = (): readonly Item[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Adds one, or takes one up again as it is given now. */
  put(item: Item): void {
    this.change((all) => [...all.filter((one) => one.clientMessageId !== item.clientMessageId), item]);
    this.run();
  }

  /** Gives one up: it will not leave. */
  remove(clientMessageId: string): Item | undefined {
    const found = this.items.find((one) => one.clientMessageId === clientMessageId);
    if (found) this.change((all) => all.filter((one) => one.clientMessageId !== clientMessageId));
    return found;
  }

  /** Forgets those that the server has and the thread shows. */
  forget(shown: ReadonlySet<string | null>): void {
    const done = (one: Item) => one.sent && shown.has(one.clientMessageId);
    if (this.items.some(done)) this.change((all) => all.filter((one) => !done(one)));
  }

  /** Another tab wrote. */
  reload(): void {
    this.items = this.known();
    this.tell();
  }

  /** Tries what waits, each conversation by itself. */
  run(): void {
    for (const id of new Set(this.items.filter(leaves).map((one) => one.conversationId))) void this.lane(id);
  }

  private async lane(id: string): Promise<void> {
    if (this.running.has(id)) return;
    this.running.add(id);
    try {
      await this.needs.alone(id, async () => {
        this.reload();
        while (await this.next(id));
      });
    } finally {
      this.running.delete(id);
    }
  }

  /** Whether there may be more: something was answered. */
  private async next(id: string): Promise<boolean> {
    const item = this.items.find((one) => one.conversationId === id && leaves(one));
    if (!item) return false;
    const answer = await this.needs.post(item);
    if (answer === "unreachable") {
      this.patch((one) => (one.conversationId === id && leaves(one) ? { ...one, waiting: true } : one));
      return false;
    }
    const stands =
      answer === "sent" ? { sent: true, waiting: false } : { refused: answer.refused, waiting: false };
    this.patch((one) => (one.clientMessageId === item.clientMessageId ? { ...one, ...stands } : one));
    return true;
  }

  private patch(change: (item: Item) => Item): void {
    this.change((all) => all.map(change));
  }

  private change(change: (items: readonly Item[]) => readonly Item[]): void {
    this.items = change(this.known());
    this.needs.save(this.items.filter((one) => !one.sent));
    this.tell();
  }

  /** What all tabs keep is true, beside what this one has sent. */
  private known(): readonly Item[] {
    const kept = this.needs.load();
    if (!kept) return this.items;
    const sent = this.items.filter((one) => one.sent);
    return [...sent, ...kept.filter((k) => !sent.some((s) => s.clientMessageId === k.clientMessageId))];
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const leaves = (item: Queued) => item.refused === null && !item.sent;
