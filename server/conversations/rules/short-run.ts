/** What the rule has to know of a line of the thread. */
export interface Spoken {
  id: string;
  /** "aside": seen by nobody outside, as a note. */
  by: "writer" | "other" | "aside";
  /** Null: no text, as a photo. */
  text: string | null;
  at: Date;
}

/** Up to so many letters a message could have been part of the next. */
const short = 80;
const minute = 60_000;

/**
 * The short messages that one writer sent in a row up to now, each within a minute of the one before and of now: those that could
 * have been one. Fewer than three are no habit: then none.
 */
export function shortRun(thread: readonly Spoken[], now: Date): string[] {
  const run: Spoken[] = [];
  let after = now;
  for (const one of [...thread].reverse()) {
    if (one.by === "aside") continue;
    const joins = one.by === "writer" && one.text !== null && one.text.length <= short;
    if (!joins || after.getTime() - one.at.getTime() > minute) break;
    run.unshift(one);
    after = one.at;
  }
  return run.length < 3 ? [] : run.map(({ id }) => id);
}
