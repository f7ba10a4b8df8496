/** A member as routing sees them at one moment. */
export interface Candidate {
  memberId: string;
  presence: "online" | "away" | "offline";
  load: number;
  limit: number;
  /** Since when nothing was given to them; null is the longest. */
  idleSince: Date | null;
  teamIds: string[];
  skillIds: string[];
  languages: string[];
}

/** What one must be able to do beyond being there: all the skills, and the language. */
export interface Wanted {
  skills?: string[] | undefined;
  language?: string | undefined;
}

export type Refusal = "offline" | "away" | "full" | "skill" | "language";

export interface Choice {
  winner: string | null;
  /** The next best, at most three, in order. */
  next: string[];
  /** How many were passed over, by reason. */
  refused: Partial<Record<Refusal, number>>;
}

/**
 * Law 6: of those who are online, able and below their maximum, the lowest load ÷ limit gets the next one; ties go to the longest
 * idle, then to the id, so that the same picture always gives the same answer. One walk: a drain asks this ten thousand times.
 */
export function chooseAgent(candidates: Iterable<Candidate>, wanted: Wanted = {}): Choice {
  const refused: Choice["refused"] = {};
  const best: Candidate[] = [];
  for (const candidate of candidates) {
    const reason = refusalOf(candidate, wanted);
    if (reason) refused[reason] = (refused[reason] ?? 0) + 1;
    else placeAmong(best, candidate);
  }
  const [winner, ...next] = best.map((c) => c.memberId);
  return { winner: winner ?? null, next, refused };
}

/** The winner and three more are all that is kept. */
const kept = 4;

function placeAmong(best: Candidate[], candidate: Candidate): void {
  let at = best.length;
  while (at > 0 && fairer(candidate, best[at - 1])) at--;
  if (at >= kept) return;
  best.splice(at, 0, candidate);
  if (best.length > kept) best.pop();
}

/** Why somebody cannot have it; null for who can. */
export function refusalOf(c: Candidate, { skills = [], language }: Wanted): Refusal | null {
  if (c.presence !== "online") return c.presence;
  if (!skills.every((id) => c.skillIds.includes(id))) return "skill";
  if (language !== undefined && !c.languages.includes(language)) return "language";
  return c.load >= c.limit ? "full" : null;
}

/** Whether `a` comes before `b` by law 6. */
export function fairer(a: Candidate, b: Candidate | undefined): boolean {
  if (!b) return false;
  // Compared as fractions, so that no rounding decides.
  const load = a.load * b.limit - b.load * a.limit;
  if (load !== 0) return load < 0;
  const idle = (a.idleSince?.getTime() ?? 0) - (b.idleSince?.getTime() ?? 0);
  return idle !== 0 ? idle < 0 : a.memberId < b.memberId;
}
