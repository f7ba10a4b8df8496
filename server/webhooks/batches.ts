/**
 * Gathers what arrives together for one key and hands it on as one batch: while a batch of a key is under way, the next one
 * fills. Under load batches grow by themselves; alone, an item leaves at once. At most `lanes` batches run side by side.
 */
export class Batches<Item, Result> {
  private readonly waiting = new Map<string, Entry<Item, Result>[]>();
  private readonly running = new Set<string>();

  constructor(
    private readonly options: { lanes: number; most: number },
    private readonly run: (key: string, items: Item[]) => Promise<Result[]>,
  ) {}

  /** Resolves with the item's own result, rejects with the batch's error. */
  add(key: string, item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      const queue = this.waiting.get(key);
      if (queue) queue.push({ item, resolve, reject });
      else this.waiting.set(key, [{ item, resolve, reject }]);
      // Requests that were read in the same turn of the event loop share a batch.
      setImmediate(() => this.next());
    });
  }

  private next(): void {
    for (const key of this.waiting.keys()) {
      if (this.running.size >= this.options.lanes) return;
      if (!this.running.has(key)) void this.start(key);
    }
  }

  private async start(key: string): Promise<void> {
    const queue = this.waiting.get(key) ?? [];
    const batch = queue.splice(0, this.options.most);
    if (queue.length === 0) this.waiting.delete(key);
    this.running.add(key);
    try {
      const results = await this.run(
        key,
        batch.map((e) => e.item),
      );
      for (const [i, entry] of batch.entries()) entry.resolve(results[i] as Result);
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    } finally {
      this.running.delete(key);
      this.next();
    }
  }
}

interface Entry<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}
