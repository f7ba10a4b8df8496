import type { callerFor } from "@/server/router";
import { typicalViews } from "@/server/testing/typical-views";
import { timed } from "./figures";

type Caller = ReturnType<typeof callerFor>;

/** Keeps the typical views for everybody, once per organization. */
export async function saveViews(caller: Caller): Promise<void> {
  for (const [i, view] of typicalViews.entries())
    await caller.views.create({ ...view, name: `View ${i + 1}`, shared: true });
}

/** The slower of a view's first two pages, and the counts of all views, in ms. */
export async function askViews(
  { views }: Caller,
  turn: number,
): Promise<{ viewList: number; viewCounts: number }> {
  const view = typicalViews[turn % typicalViews.length] ?? { filter: {}, sort: "ends" as const };
  let cursor: string | null = null;
  const page = () =>
    timed(async () => {
      ({ next: cursor } = await views.browse({ ...view, cursor, limit: 50 }));
    });
  const first = await page();
  const second = cursor ? await page() : first;
  return { viewList: Math.max(first, second), viewCounts: await timed(() => views.counts()) };
}
