/** How long an answer is believed, in ms: a changed secret or a moved number acts within this time in every process. */
const believed = 5_000;

/**
 * Answers of the database that every webhook asks for. Those who ask at one moment share one question; what was found is
 * believed for 5 s, what was not found or could not be asked is asked again.
 */
export class Believed<T> {
  private readonly answers = new Map<string, { answer: Promise<T | null>; until: number }>();

  get(key: string, ask: () => Promise<T | null>): Promise<T | null> {
    const known = this.answers.get(key);
    if (known && known.until > Date.now()) return known.answer;
    const entry = { answer: ask(), until: Date.now() + believed };
    this.answers.set(key, entry);
    const forget = () => {
      if (this.answers.get(key) === entry) this.answers.delete(key);
    };
    entry.answer.then((found) => found === null && forget(), forget);
    return entry.answer;
  }

  clear(): void {
    this.answers.clear();
  }
}
