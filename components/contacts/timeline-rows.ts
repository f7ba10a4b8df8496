import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Page = inferRouterOutputs<AppRouter>["conversations"]["timeline"];
export type TimelineEntry = Page["entries"][number];
export type TimelineConversation = Page["conversations"][number];

export interface TimelineRow {
  entry: TimelineEntry;
  conversation: TimelineConversation;
  newDay: boolean;
  newConversation: boolean;
}

/** The entries of all pages with the marks above them: where a day begins, and where another conversation speaks. */
export function drawn(pages: Page[], dayOf: (at: Date) => string): TimelineRow[] {
  const conversations = new Map(pages.flatMap((p) => p.conversations.map((c) => [c.id, c] as const)));
  let before: TimelineEntry | undefined;
  return pages.flatMap((page) =>
    page.entries.flatMap((entry) => {
      const conversation = conversations.get(entry.conversationId);
      if (!conversation) return [];
      const row = {
        entry,
        conversation,
        newDay: !before || dayOf(before.occurredAt) !== dayOf(entry.occurredAt),
        newConversation: before?.conversationId !== entry.conversationId,
      };
      before = entry;
      return [row];
    }),
  );
}
