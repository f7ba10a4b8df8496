import type { ConversationFilter } from "@/server/conversations/rules/conversation-filter";
import { writeFilter } from "@/server/conversations/rules/filter-address";

/** Where the conversations behind a figure are listed, and where they are a CSV: one filter for both. */
export function behind(org: string, filter: ConversationFilter): { list: string; csv: string } {
  const text = writeFilter(filter) || "-";
  return { list: `/${org}/inbox?filter=${text}`, csv: `/api/board?org=${org}&filter=${text}` };
}
