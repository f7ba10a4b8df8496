import { type Candidate, fairer, type Refusal, refusalOf } from "./choose-agent";
import { isWithin, type Plan } from "./plan";

export interface Standing {
  memberId: string;
  /** `able`: could have had it, but somebody had more room; `elsewhere`: it was not for them. */
  place: "winner" | "able" | "elsewhere" | Refusal;
  load: number;
  limit: number;
}

/**
 * How each member stood when one conversation was given, or how they stand while it waits (no winner): by the steps that were open,
 * the first that is for them counts. The winner first, then who would have been next, then the others with what kept them.
 */
export function whyNot(
  plan: Plan,
  { winner, minutesWaited, step }: { winner: string | null; minutesWaited: number; step: number | null },
  candidates: Candidate[],
): Standing[] {
  const open = plan.steps.filter((s, n) => (step === null ? s.after <= minutesWaited : n <= step));
  const placeOf = (c: Candidate): Standing["place"] => {
    if (c.memberId === winner) return "winner";
    const theirs = open.filter(({ to }) => isWithin(to, c));
    if (theirs.length === 0) return "elsewhere";
    const refusals = theirs.map((s) => refusalOf(c, s));
    return refusals.includes(null) ? "able" : (refusals[0] ?? "able");
  };
  const rank = { winner: 0, able: 1, full: 2, skill: 3, language: 3, away: 4, offline: 5, elsewhere: 6 };
  return [...candidates]
    .sort((a, b) => (fairer(a, b) ? -1 : 1))
    .map((c) => ({ memberId: c.memberId, place: placeOf(c), load: c.load, limit: c.limit }))
    .sort((a, b) => rank[a.place] - rank[b.place]);
}
