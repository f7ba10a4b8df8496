/**
 * What came of asking a source for a contact. `not-found`: it answers, and knows nobody of that address. `mismatch`: it answered
 * something that is not what was mapped. `missing`: the contact lacks what the request is made of. `waiting`: it is left alone.
 */
export type LiveOutcome = "ok" | "not-found" | "mismatch" | "missing" | "waiting" | SourceFailure;

/** As server/egress.ts names them. */
export type SourceFailure =
  | "refused"
  | "unresolved"
  | "unreachable"
  | "certificate"
  | "timeout"
  | "too-large"
  | "not-json"
  | "redirect"
  | "status"
  | "busy";

export interface Answered {
  outcome: LiveOutcome;
  status?: number;
}

/** Whether the source said what there is to say: its answer is remembered for as long as the connector wants. */
export const isAnswer = (outcome: LiveOutcome): boolean => outcome === "ok" || outcome === "not-found";

/** Nobody was asked: says nothing of the source. */
export const isUnasked = (outcome: LiveOutcome): boolean =>
  ["missing", "waiting", "refused", "busy"].includes(outcome);

/** Whether it is a fault of the source as a whole, not of one contact's request or of the mapping. */
export function isFault({ outcome, status = 0 }: Answered): boolean {
  if (isAnswer(outcome) || isUnasked(outcome) || outcome === "mismatch") return false;
  return outcome !== "status" || status >= 500 || [401, 403, 408, 429].includes(status);
}

/** Whether the source, which is there, did not take this one request: of a request about many, one key may be enough for that. */
export const isRefusal = (said: Answered): boolean => said.outcome === "status" && !isFault(said);

/** Whether the same question may bring another answer a moment later. */
export function isPassing({ outcome, status = 0 }: Answered): boolean {
  if (outcome === "status") return status >= 500 || status === 429;
  return outcome === "unreachable" || outcome === "unresolved";
}

/** Before attempt `n` (1 is the first repetition), in ms; `chance` in [0, 1) keeps many from asking at once. */
export function pauseBefore(n: number, chance: number, asked: number | null): number {
  return Math.max(Math.round(100 * 2 ** (n - 1) * (1 + chance)), asked ?? 0);
}
