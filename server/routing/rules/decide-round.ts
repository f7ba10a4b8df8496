import type { Candidate } from "./choose-agent";
import { choosePlace, type Placed, type Plan } from "./plan";

/** What waits, of whichever kind. */
export interface Item {
  teamId: string | null;
  plan: Plan;
  /** Since the plan was made. */
  minutesWaited: number;
}

export interface Decision<T extends Item> {
  item: T;
  winner: Candidate;
  placed: Placed;
  /** Of the winner, before this one. */
  load: number;
}

/** One after the other: each sees the loads that those before it left, which is why the members given are changed. */
export function decideRound<T extends Item>(items: T[], members: Candidate[], now: Date): Decision<T>[] {
  const byId = new Map(members.map((c) => [c.memberId, c]));
  return items.flatMap((item) => {
    const placed = choosePlace(item.plan, item.minutesWaited, members);
    const winner = byId.get(placed.winner ?? "");
    if (!winner) return [];
    const { load } = winner;
    winner.load++;
    winner.idleSince = now;
    return [{ item, winner, placed, load }];
  });
}

/** What a step sent to a team belongs to that team from then on. */
export function teamOf({ item, placed }: Decision<Item>): string | null {
  const to = item.plan.steps[placed.step ?? 0]?.to;
  return to && "teamId" in to ? to.teamId : item.teamId;
}

/** The reason that is kept, with the figures that the choice saw. */
export function whyOf({ item: { plan, minutesWaited }, winner, placed, load }: Decision<Item>) {
  const { to, as } = plan.steps[placed.step ?? 0] ?? {};
  return {
    rule: to && "memberId" in to ? (plan.ruleId ? "member" : (as ?? "last-agent")) : "lowest-load",
    ruleId: plan.ruleId,
    version: plan.version,
    step: placed.step,
    waitedMinutes: Math.round(minutesWaited),
    load,
    limit: winner.limit,
    next: placed.next,
    refused: placed.refused,
  };
}
