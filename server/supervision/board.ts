import { inOrg } from "@/db/org";
import { listNumbers, type NumberSummary } from "@/server/channels/queries";
import { openConversations } from "@/server/conversations/queries/held-open";
import { DomainError } from "@/server/errors";
import { type Targets, targets } from "@/server/routing/queries";
import type { MemberScope } from "@/server/scope";
import type { Figure } from "./rules/figures";
import { reckonBoard, type Standing } from "./rules/reckon-board";

interface Row extends Omit<Standing, "oldest"> {
  oldest: Date | null;
}

export interface Board {
  /** The organization's own now, at which all of it is true. */
  at: Date;
  figures: Record<Figure, number>;
  oldest: Date | null;
  members: (Targets["members"][number] & Row)[];
  teams: (Row & { id: string; name: string })[];
  numbers: (Row & Pick<NumberSummary, "id" | "name" | "color" | "links">)[];
}

/**
 * How the work stands at this moment, from the conversations that this process holds and the change feed keeps true. Throws UNAVAILABLE
 * where an organization has more open than one process holds.
 */
export async function readBoard(scope: MemberScope): Promise<Board> {
  const [open, people, numbers] = await Promise.all([
    inOrg(scope, openConversations),
    targets(scope),
    listNumbers(scope),
  ]);
  if (!open) throw new DomainError("UNAVAILABLE");
  const standing = reckonBoard(open.conversations, scope.actor, open.now);
  return {
    at: new Date(open.now),
    figures: standing.figures,
    oldest: dateOf(standing.oldest),
    members: people.members.map((member) => ({ ...member, ...rowOf(standing.members.get(member.id)) })),
    teams: people.teams.map(({ id, name }) => ({ id, name, ...rowOf(standing.teams.get(id)) })),
    numbers: numbers.map(({ id, name, color, links }) => ({
      ...{ id, name, color, links },
      ...rowOf(standing.numbers.get(id)),
    })),
  };
}

const rowOf = (standing: Standing = { open: 0, waiting: 0, risk: 0, oldest: null }): Row => ({
  ...standing,
  oldest: dateOf(standing.oldest),
});

const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms));
