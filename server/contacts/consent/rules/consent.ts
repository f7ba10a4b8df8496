import type { ConsentPurpose } from "../../rules/consent-purpose";

/** One line of the ledger, as far as it decides. */
export interface ConsentLine {
  /** "any": said for every channel. */
  channel: string;
  purpose: string;
  state: "in" | "out";
  occurredAt: Date;
}

/** What a contact agreed to or refused last on a channel, one per purpose. */
export interface KnownConsent {
  purpose: string;
  state: "in" | "out";
}

/** What a template of this category (the carrier's word) needs a consent to. */
export function purposeOf(category: string): ConsentPurpose {
  return category.toLowerCase() === "marketing" ? "marketing" : "service";
}

/**
 * Where a contact stands on a channel for a purpose, by all that is kept of all their addresses, in any order: what was said last counts,
 * and of a yes and a no of the same moment the no. Null: nothing is known. The database reckons the same (`consent_state`).
 */
export function stateOf(lines: ConsentLine[], channel: string, purpose: string): "in" | "out" | null {
  let last: ConsentLine | null = null;
  for (const line of lines) {
    if (line.purpose !== purpose || (line.channel !== "any" && line.channel !== channel)) continue;
    const newer = last === null ? 1 : line.occurredAt.getTime() - last.occurredAt.getTime();
    if (newer > 0 || (newer === 0 && line.state === "out")) last = line;
  }
  return last?.state ?? null;
}

/**
 * Whether a template of this category may leave (law 7): only on the contact's own yes to its purpose, and never to whoever refused
 * even service messages. `ask`: nothing is known, a yes that they gave elsewhere can be written down; `refused`: they said no, and
 * only they can take that back. The database decides the same (`hsm_allowed`).
 */
export function consentFor(category: string, known: KnownConsent[]): "given" | "ask" | "refused" {
  const state = (purpose: string) => known.find((each) => each.purpose === purpose)?.state ?? null;
  const wanted = state(purposeOf(category));
  if (wanted === "out" || state("service") === "out") return "refused";
  return wanted === "in" ? "given" : "ask";
}

/**
 * When something was said whose carrier counts in whole seconds: a no counts to the end of its second, so that a yes written down
 * within it does not come after it.
 */
export function saidAt(state: "in" | "out", occurredAt: Date): Date {
  return state === "out" && occurredAt.getMilliseconds() === 0
    ? new Date(occurredAt.getTime() + 999)
    : occurredAt;
}
