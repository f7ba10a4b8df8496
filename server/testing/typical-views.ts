import type { ConversationFilter, ConversationSort } from "@/server/conversations/rules/conversation-filter";

/** What people keep as views: for the tests of plans, and for the benchmark. */
export const typicalViews: { filter: ConversationFilter; sort: ConversationSort }[] = [
  { filter: { assignee: ["me"], status: ["awaiting", "missed"] }, sort: "ends" },
  { filter: { assignee: ["nobody"], ends: 8 }, sort: "ends" },
  { filter: { priority: [1], status: ["awaiting"] }, sort: "waiting" },
  { filter: { team: ["mine"], quiet: 2, unread: true }, sort: "oldest" },
  { filter: { status: ["closed", "answered"], recent: 24, kind: ["text"] }, sort: "newest" },
];
