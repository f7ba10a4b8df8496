import { compareAttribute, folded } from "@/server/contacts/rules/attribute";
import type { Plan, Step } from "./plan";
import type { Condition, Facts, Known, Rule, RuleSet, Target, Traced } from "./routing-rules";

export interface Route {
  plan: Plan;
  /** Every rule that was asked, in order; it ends with the one that spoke. */
  trace: Traced[];
}

/** So often within an hour may a rule have one conversation: then it goes round in a circle. */
const mostTurns = 3;

/**
 * Where a conversation may go: the first rule whose conditions hold speaks. One whose conditions hold but for the waiting joins when
 * its time comes, before those below it. A rule none of whose targets exists is passed over, and one that keeps getting the same
 * conversation back is stopped; what no rule takes goes where everything else goes, and never nowhere. What answers a campaign goes to
 * the team that the campaign names.
 */
export function decideRoute(
  { version, set }: { version: number | null; set: RuleSet },
  facts: Facts,
  known: Known,
  now: Date,
): Route {
  const home = facts.homeTeamId;
  if (home && known.teamIds.includes(home))
    return { plan: planOf(version, null, [{ to: { teamId: home }, after: 0 }]), trace: [] };
  const trace: Traced[] = [];
  const early: Step[] = [];
  for (const rule of set.rules) {
    const asked = ask(rule, facts, known, now);
    trace.push(asked.traced);
    if (asked.traced.outcome === "later") early.push(...asked.steps);
    if (asked.traced.outcome !== "spoke") continue;
    const rest = rule.elseAfter === null ? [] : delayed(otherwiseOf(set, facts, known), rule.elseAfter);
    return { plan: planOf(version, rule.id, [...early, ...asked.steps, ...rest]), trace };
  }
  return { plan: planOf(version, null, [...early, ...otherwiseOf(set, facts, known)]), trace };
}

function ask(rule: Rule, facts: Facts, known: Known, now: Date): { traced: Traced; steps: Step[] } {
  const says = (outcome: Traced["outcome"], more: Partial<Traced> = {}, steps: Step[] = []) => ({
    traced: { ruleId: rule.id, outcome, ...more },
    steps,
  });
  if (!rule.active) return says("off");
  // What is written for conversations says nothing of tasks, whatever else holds.
  if (facts.kind === "task" && !rule.when.some((c) => c.kind === "task")) return says("no");
  const failed = rule.when.findIndex((c) => c.kind !== "waited" && !holds(c, facts, known, now));
  if (failed >= 0) return says("no", { failed });
  const gone = goneOf(rule.targets, known);
  const more = gone.length > 0 ? { gone } : {};
  const steps = stepsOf(rule.targets, facts, known);
  if (steps.length === 0) return says("nobody", more);
  if ((facts.spoken[rule.id] ?? 0) >= mostTurns) return says("loop", more);
  const wait = Math.max(0, ...rule.when.map((c) => (c.kind === "waited" ? c.minutes : 0)));
  const left = wait - facts.waitedMinutes;
  return left > 0 ? says("later", more, delayed(steps, left)) : says("spoke", more, steps);
}

/** Whether one condition holds now. */
export function holds(c: Condition, facts: Facts, known: Known, now: Date): boolean {
  switch (c.kind) {
    case "number":
      return c.ids.includes(facts.channelAccountId);
    case "channel":
      return c.names.includes(facts.channel);
    case "hours":
      return c.open === facts.open;
    case "language":
      return facts.language !== null && c.languages.includes(facts.language);
    case "keyword":
      return c.words.some((word) => said(facts.text, word));
    case "label":
      return c.ids.some((id) => facts.labelIds.includes(id));
    case "attribute": {
      const type = known.attributes[c.key];
      if (!type) return false;
      return compareAttribute({ type, value: facts.attributes[c.key], is: c.is, wanted: c.value }, now);
    }
    case "executive":
      return c.present === (executiveOf(facts, known) !== null);
    case "last-agent":
      return lastAgentOf(facts, known) !== null && daysSince(facts.lastAgent?.at, now) <= c.days;
    case "task":
      return facts.kind === "task";
    case "waited":
      return facts.waitedMinutes >= c.minutes;
  }
}

/** Whole words only: "alta" is not said in "faltaba". */
function said(text: string, word: string): boolean {
  const words = (value: string) =>
    ` ${
      folded(value)
        .match(/[\p{L}\p{N}]+/gu)
        ?.join(" ") ?? ""
    } `;
  const wanted = words(word);
  return wanted.trim() !== "" && words(text).includes(wanted);
}

const daysSince = (at: string | undefined, now: Date): number =>
  at ? (now.getTime() - Date.parse(at)) / 86_400_000 : Number.POSITIVE_INFINITY;

const present = (id: string | null | undefined, facts: Facts, known: Known): string | null =>
  id && known.memberIds.includes(id) && !facts.passedOn.includes(id) ? id : null;
const executiveOf = (facts: Facts, known: Known) => present(facts.executiveId, facts, known);
const lastAgentOf = (facts: Facts, known: Known) => present(facts.lastAgent?.memberId, facts, known);

/** Targets that were removed since the rule was written, by their place. */
export function goneOf(targets: Target[], known: Pick<Known, "memberIds" | "teamIds">): number[] {
  return targets.flatMap(({ to }, place) => {
    if (to.kind === "team") return known.teamIds.includes(to.id) ? [] : [place];
    if (to.kind === "member") return known.memberIds.includes(to.id) ? [] : [place];
    return [];
  });
}

function stepsOf(targets: Target[], facts: Facts, known: Known): Step[] {
  const steps = targets.flatMap(({ to, after, skills, theirLanguage }): Step[] => {
    const place = placeOf(to, facts, known);
    if (!place) return [];
    const step: Step = { to: place, after };
    if (to.kind === "executive") step.as = "executive";
    if (to.kind === "last-agent" || to.kind === "same-agent") step.as = "last-agent";
    if (skills && skills.length > 0) step.skills = skills;
    if (theirLanguage && facts.language) step.language = facts.language;
    return [step];
  });
  // Where the first of them does not exist for this customer, nobody waits for it: the next ones are up at once.
  const earliest = Math.min(...steps.map((step) => step.after));
  return steps.map((step) => ({ ...step, after: step.after - earliest }));
}

function placeOf(to: Target["to"], facts: Facts, known: Known): Step["to"] | null {
  const member = (memberId: string | null) => (memberId ? { memberId } : null);
  switch (to.kind) {
    case "team":
      return known.teamIds.includes(to.id) ? { teamId: to.id } : null;
    case "member":
      return member(known.memberIds.includes(to.id) ? to.id : null);
    case "number-team":
      return facts.teamId && known.teamIds.includes(facts.teamId)
        ? { teamId: facts.teamId }
        : { anyone: true };
    case "executive":
      return member(executiveOf(facts, known));
    case "last-agent":
      return member(lastAgentOf(facts, known));
    case "same-agent":
      return member(present(facts.sameAgentId, facts, known));
    case "anyone":
      return { anyone: true };
  }
}

/** What no rule takes: a task, to anybody of the back office. On a pre-assigned number the contact's executive comes first, and has some minutes for themselves. */
function otherwiseOf(set: RuleSet, facts: Facts, known: Known): Step[] {
  if (facts.kind === "task") return [{ to: { anyone: true }, after: 0 }];
  const steps = stepsOf(set.otherwise, facts, known);
  const rest: Step[] = steps.length > 0 ? steps : [{ to: { anyone: true }, after: 0 }];
  const executive = facts.method === "executive" ? executiveOf(facts, known) : null;
  if (!executive) return rest;
  return [{ to: { memberId: executive }, after: 0, as: "executive" }, ...delayed(rest, set.executiveMinutes)];
}

const delayed = (steps: Step[], minutes: number): Step[] =>
  steps.map((step) => ({ ...step, after: step.after + minutes }));

const planOf = (version: number | null, ruleId: string | null, steps: Step[]): Plan => ({
  version,
  ruleId,
  steps,
});
