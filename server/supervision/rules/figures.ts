import type { ConversationFilter } from "@/server/conversations/rules/conversation-filter";

/**
 * The board's figures, each as the filter that finds the conversations behind it: the list that it opens and its CSV are that
 * filter too, so that the three cannot differ.
 */
export const figures = {
  /** Waits, and nobody has it. */
  queue: { status: ["awaiting"], assignee: ["nobody"] },
  /** Waits for somebody's answer. */
  waiting: { status: ["awaiting"] },
  /** The window ends within two hours, and there is no answer yet. */
  ending: { status: ["awaiting"], ends: 2 },
  missed: { status: ["missed"] },
  /** What we promised is due within the hour, or was. */
  risk: { due: 1 },
  late: { late: true },
  open: {},
} as const satisfies Record<string, ConversationFilter>;

export type Figure = keyof typeof figures;
export const figureNames = Object.keys(figures) as Figure[];

/** What stands behind a row's figures: a member's, a team's queue, a number's. */
export const memberFilter = (memberId: string): ConversationFilter => ({ assignee: [memberId] });
export const memberWaiting = (memberId: string): ConversationFilter => ({
  status: ["awaiting"],
  assignee: [memberId],
});
export const memberRisk = (memberId: string): ConversationFilter => ({ assignee: [memberId], due: 1 });
export const teamQueue = (teamId: string): ConversationFilter => ({
  status: ["awaiting"],
  assignee: ["nobody"],
  team: [teamId],
});
export const teamRisk = (teamId: string): ConversationFilter => ({ team: [teamId], due: 1 });
export const numberWaiting = (numberId: string): ConversationFilter => ({
  status: ["awaiting"],
  number: [numberId],
});
