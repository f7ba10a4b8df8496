import { type BusinessHours, openSpans } from "@/server/organizations/rules/business-hours";

/** Which promise an answer falls under; `window`: the carrier's window ends sooner than what was promised. */
export type AnswerDue = "first" | "next" | "window";

export interface Policy {
  teamId: string | null;
  priority: number | null;
  firstMinutes: number | null;
  nextMinutes: number | null;
  resolutionMinutes: number | null;
}

/** A conversation as its promises see it. Waited: the times the customer waited before, each answered. */
export interface Clocked {
  awaitingSince: Date | null;
  waited: readonly (readonly [from: Date, to: Date])[];
  answered: boolean;
  windowExpiresAt: Date | null;
}

export interface Due {
  answerAt: Date | null;
  answer: AnswerDue | null;
  resolveAt: Date | null;
}

const nothing: Due = { answerAt: null, answer: null, resolveAt: null };
const minute = 60_000;

/** The policy that says most of the conversation: its team and priority, its team, its priority, everybody's. */
export function policyFor<P extends Pick<Policy, "teamId" | "priority">>(
  policies: readonly P[],
  of: { teamId: string | null; priority: number },
): P | null {
  const fitting = policies.filter(
    (p) =>
      (p.teamId === null || p.teamId === of.teamId) && (p.priority === null || p.priority === of.priority),
  );
  const says = (p: P) => (p.teamId === null ? 0 : 2) + (p.priority === null ? 0 : 1);
  return fitting.sort((a, b) => says(b) - says(a))[0] ?? null;
}

/**
 * By when a waiting customer has to have an answer, and their matter an end. Only the minutes in which somebody is there count, and
 * for the end only those in which the customer waited for us. Where the window ends before the answer is due, its last open moment is.
 */
export function dueTimes(hours: BusinessHours | null, policy: Policy | null, c: Clocked): Due {
  if (!policy || !c.awaitingSince) return nothing;
  const answer = answerDue(hours, policy, c, c.awaitingSince);
  return { ...answer, resolveAt: resolveDue(hours, policy, c, c.awaitingSince) };
}

function answerDue(hours: BusinessHours | null, policy: Policy, c: Clocked, since: Date) {
  const minutes = c.answered ? policy.nextMinutes : policy.firstMinutes;
  if (minutes === null) return { answerAt: null, answer: null };
  const promised = addOpen(hours, since, minutes * minute);
  const { windowExpiresAt: ends } = c;
  // A window that had ended before the customer's message counted is none of this waiting.
  if (ends && ends > since && (!promised || ends < promised))
    return { answerAt: lastOpen(hours, since, ends), answer: "window" as const };
  return { answerAt: promised, answer: promised ? ((c.answered ? "next" : "first") as AnswerDue) : null };
}

function resolveDue(hours: BusinessHours | null, policy: Policy, c: Clocked, since: Date): Date | null {
  if (policy.resolutionMinutes === null) return null;
  const used = c.waited.reduce((sum, [from, to]) => sum + openBetween(hours, from, to), 0);
  const left = policy.resolutionMinutes * minute - used;
  // Used up in an earlier waiting: due as soon as the customer waits again.
  return left <= 0 ? since : addOpen(hours, since, left);
}

/** The moment at which so many ms of open time have passed since `from`; null where a year has not that much. */
export function addOpen(hours: BusinessHours | null, from: Date, ms: number): Date | null {
  if (!hours) return new Date(+from + ms);
  let left = ms;
  for (const { start, end } of openSpans(hours, from)) {
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
  return null;
}

/** The ms between two moments in which somebody is there. */
export function openBetween(hours: BusinessHours | null, from: Date, to: Date): number {
  if (!hours) return Math.max(0, +to - +from);
  let sum = 0;
  for (const { start, end } of openSpans(hours, from)) {
    if (start >= +to) break;
    sum += Math.min(end, +to) - start;
  }
  return sum;
}

/** The last moment in (from, to] in which somebody is there; `to` itself where nobody is. */
function lastOpen(hours: BusinessHours | null, from: Date, to: Date): Date {
  if (!hours) return to;
  let last = to;
  for (const { start, end } of openSpans(hours, from)) {
    if (start >= +to) break;
    last = new Date(Math.min(end, +to));
  }
  return last;
}
