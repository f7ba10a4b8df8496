import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

export type Page = inferRouterOutputs<AppRouter>["conversations"]["timeline"];
export type TimelineEntry = Page["entries"][number];
export type TimelineConversation = Page["conversations"][number];
export type TimelineBeside = Page["beside"][number];

interface Placed {
  id: string;
  at: Date;
  newDay: boolean;
}
/** Something of a conversation, or something of the contact alone. */
export type TimelineRow = Placed &
  (
    | { entry: TimelineEntry; conversation: TimelineConversation; newConversation: boolean }
    | { beside: TimelineBeside }
  );

/** The entries of all pages with the marks above them: where a day begins, and where another conversation speaks. */
export function drawn(pages: Page[], dayOf: (at: Date) => string): TimelineRow[] {
  const conversations = new Map(pages.flatMap((p) => p.conversations.map((c) => [c.id, c] as const)));
  let day = "";
  let spoke = "";
  return pages.flatMap(woven).flatMap((one): TimelineRow[] => {
    const { id, occurredAt: at } = one;
    const newDay = dayOf(at) !== day;
    if (!("conversationId" in one)) {
      day = dayOf(at);
      return [{ id, at, newDay, beside: one }];
    }
    const conversation = conversations.get(one.conversationId);
    if (!conversation) return [];
    const newConversation = spoke !== conversation.id;
    day = dayOf(at);
    spoke = conversation.id;
    return [{ id, at, newDay, entry: one, conversation, newConversation }];
  });
}

/** What was said stays in its order; what stands beside goes where its time is. */
function woven({ entries, beside }: Page): (TimelineEntry | TimelineBeside)[] {
  const rest = [...beside];
  const rows = entries.flatMap((entry) => {
    const newer = rest.findIndex((one) => one.occurredAt <= entry.occurredAt);
    return [...rest.splice(0, newer < 0 ? rest.length : newer), entry];
  });
  return [...rows, ...rest];
}
