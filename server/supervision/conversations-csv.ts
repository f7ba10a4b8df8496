import { browse } from "@/server/conversations/queries/browse";
import type { ConversationItem } from "@/server/conversations/queries/list";
import type { ConversationFilter } from "@/server/conversations/rules/conversation-filter";
import { csvLine, csvStart } from "@/server/csv";
import type { MemberScope } from "@/server/scope";

const columns = [
  ...["id", "customer", "address", "number", "team", "assignee", "status", "priority"],
  ...["waiting_since", "window_ends", "due", "due_what", "last_message", "unread"],
];

/** The conversations behind a figure, a line each, page by page: all of them, however many. */
export async function* conversationsCsv(
  scope: MemberScope,
  filter: ConversationFilter,
): AsyncGenerator<string> {
  yield csvStart + csvLine(columns);
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof browse>> = await browse(scope, {
      filter,
      sort: "ends",
      cursor,
      limit: 100,
    });
    yield page.items.map(lineOf).join("");
    cursor = page.next;
  } while (cursor);
}

function lineOf(c: ConversationItem): string {
  const status =
    c.state === "closed" ? "closed" : c.missed ? "missed" : c.awaitingSince ? "awaiting" : "open";
  return csvLine([
    ...[c.id, c.contactName, c.address, c.channelAccount.name],
    ...[c.team?.name ?? null, c.assignee?.name ?? null, status, c.priority],
    ...[c.awaitingSince, c.windowExpiresAt, c.due?.at ?? null, c.due?.what ?? null],
    ...[c.lastMessageAt, c.unread],
  ]);
}
