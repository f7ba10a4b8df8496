import type { ConversationFilter } from "@/server/conversations/rules/conversation-filter";
import type { callerFor } from "@/server/router";
import { typicalViews } from "@/server/testing/typical-views";
import { timed } from "./figures";

type Caller = ReturnType<typeof callerFor>;

/** As many views as an organization may keep: the typical ones, and each narrowed further in several ways. */
const kept = [
  {},
  { unread: true },
  { recent: 48 },
  { quiet: 1 },
  { kind: ["text"] },
  { priority: [0, 1] },
].flatMap((more) =>
  typicalViews.map((view) => ({ ...view, filter: { ...more, ...view.filter } as ConversationFilter })),
);

/** Keeps them for everybody, once per organization. */
export async function saveViews(caller: Caller): Promise<void> {
  if ((await caller.views.list()).length > 0) return;
  for (const [i, view] of kept.entries())
    await caller.views.create({ ...view, name: `View ${i + 1}`, shared: true });
}

/** The slower of a view's first two pages, and the counts of all views, in ms. */
export async function askViews(
  { views }: Caller,
  turn: number,
): Promise<{ viewList: number; viewCounts: number }> {
  const view = kept[turn % kept.length] ?? { filter: {}, sort: "ends" as const };
  let cursor: string | null = null;
  const page = () =>
    timed(async () => {
      ({ next: cursor } = await views.browse({ ...view, cursor, limit: 50 }));
    });
  const first = await page();
  const second = cursor ? await page() : first;
  return { viewList: Math.max(first, second), viewCounts: await timed(() => views.counts()) };
}
