import { type Candidate, type Choice, chooseAgent, type Wanted } from "./choose-agent";

/** Where a work item may go, and from when on. */
export interface Step extends Wanted {
  to: { memberId: string } | { teamId: string } | { anyone: true };
  /** Minutes since the plan was made; 0 for where it may go at once. */
  after: number;
  /** What the member is to the customer, where that is why it may go to them. */
  as?: "executive" | "last-agent";
}

/** Where a work item may go, in order of preference: what a rule decided when the item began to wait. */
export interface Plan {
  /** The rules in force then, and the one that spoke; null where none did. */
  version: number | null;
  ruleId: string | null;
  steps: Step[];
}

/** Without a rule: whoever knows the matter that comes back, if they are free; else the item's team, or anyone. */
export function defaultPlan({
  lastAgentId,
  teamId,
}: {
  lastAgentId: string | null;
  teamId: string | null;
}): Plan {
  const everybody: Step = { to: teamId ? { teamId } : { anyone: true }, after: 0 };
  const first: Step[] = lastAgentId ? [{ to: { memberId: lastAgentId }, after: 0 }] : [];
  return { version: null, ruleId: null, steps: [...first, everybody] };
}

export interface Placed extends Choice {
  /** Which of the plan's steps; null while nobody of any may have it. */
  step: number | null;
}

/**
 * The first step of those whose time has come in which somebody has a free place. Steps that opened stay open: what waits for a
 * team and has overflowed to another goes to whichever has room first. Without a winner: the refusals of all of them.
 */
export function choosePlace(plan: Plan, minutesWaited: number, candidates: Candidate[]): Placed {
  const refused: Choice["refused"] = {};
  for (const [step, { to, after, skills, language }] of plan.steps.entries()) {
    if (after > minutesWaited) continue;
    const choice = chooseAgent(within(to, candidates), { skills, language });
    if (choice.winner) return { ...choice, step };
    for (const reason of Object.keys(choice.refused) as (keyof typeof refused)[])
      refused[reason] = (refused[reason] ?? 0) + (choice.refused[reason] ?? 0);
  }
  return { winner: null, next: [], refused, step: null };
}

function within(to: Step["to"], candidates: Candidate[]): Candidate[] {
  return "anyone" in to ? candidates : candidates.filter((c) => isWithin(to, c));
}

/** Whether a step is for this member at all. */
export function isWithin(to: Step["to"], candidate: Candidate): boolean {
  if ("anyone" in to) return true;
  return "memberId" in to ? candidate.memberId === to.memberId : candidate.teamIds.includes(to.teamId);
}
