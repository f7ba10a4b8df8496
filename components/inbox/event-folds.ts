/** From this many on, a run of event lines is folded. */
const fewest = 3;

/** What to do with a message of the thread: begin a folded run of so many lines, be one of them, or stand by itself. */
export type Fold = { count: number } | "within" | null;

/** Runs of event lines of one day, all but the newest of each: what happened last stays in sight. */
export function foldsOf<M extends { direction: string; occurredAt: Date }>(
  messages: readonly M[],
  dayOf: (at: Date) => string,
): Fold[] {
  const folds: Fold[] = messages.map(() => null);
  let start = 0;
  const end = (at: number) => {
    if (at - start >= fewest) {
      folds.fill("within", start, at - 1);
      folds[start] = { count: at - 1 - start };
    }
  };
  for (const [at, message] of messages.entries()) {
    const before = messages[at - 1];
    const goes =
      message.direction === "event" &&
      before?.direction === "event" &&
      dayOf(before.occurredAt) === dayOf(message.occurredAt);
    if (goes) continue;
    end(at);
    start = at;
    if (message.direction !== "event") start = at + 1;
  }
  end(messages.length);
  return folds;
}
