/** A member as routing sees them at one moment. */
export interface Candidate {
  memberId: string;
  presence: "online" | "away" | "offline";
  load: number;
  limit: number;
  /** Since when nothing was given to them; null is the longest. */
  idleSince: Date | null;
}

export type Refusal = "offline" | "away" | "full";

export interface Choice {
  winner: string | null;
  /** The next best, at most three, in order. */
  next: string[];
  /** How many were passed over, by reason. */
  refused: Partial<Record<Refusal, number>>;
}

/**
 * Law 6: of those who are online and below their maximum, the lowest load ÷ limit gets the next one; ties go to the longest
 * idle, then to the id, so that the same picture always gives the same answer.
 */
export function chooseAgent(candidates: Candidate[]): Choice {
  const refused: Choice["refused"] = {};
  const eligible = candidates.filter((c) => {
    const reason = refusalOf(c);
    if (reason) refused[reason] = (refused[reason] ?? 0) + 1;
    return !reason;
  });
  const [winner, ...rest] = eligible.sort(byFairness).map((c) => c.memberId);
  return { winner: winner ?? null, next: rest.slice(0, 3), refused };
}

function refusalOf(c: Candidate): Refusal | null {
  if (c.presence !== "online") return c.presence;
  return c.load >= c.limit ? "full" : null;
}

function byFairness(a: Candidate, b: Candidate): number {
  // Compared as fractions, so that no rounding decides.
  const load = a.load * b.limit - b.load * a.limit;
  if (load !== 0) return load;
  const idle = (a.idleSince?.getTime() ?? 0) - (b.idleSince?.getTime() ?? 0);
  return idle !== 0 ? idle : a.memberId < b.memberId ? -1 : 1;
}
