import type { BehindFigure, UsageCursor } from "@/server/ledger/schema";
import { behindFigure, usageCursor } from "@/server/ledger/schema";

/** The page with the messages behind a figure; what they have in common stands in the address. */
export function behindHref(org: string, behind: BehindFigure, after?: UsageCursor): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(behind)) {
    if (value !== undefined) query.set(name, value === true ? "yes" : String(value));
  }
  if (after) query.set("after", `${after.at}~${after.id}`);
  return `/${org}/costs/messages?${query}`;
}

type Query = Record<string, string | string[] | undefined>;

/** What an address of behindHref() asks for; null for one that nobody's link leads to. */
export function behindFrom({
  after,
  unpriced,
  ...rest
}: Query): { behind: BehindFigure; after?: UsageCursor } | null {
  const [at, id] = typeof after === "string" ? after.split("~") : [];
  const behind = behindFigure.safeParse({ ...rest, ...(unpriced === "yes" ? { unpriced: true } : {}) });
  const cursor = usageCursor.optional().safeParse(after === undefined ? undefined : { at, id });
  if (!behind.success || !cursor.success) return null;
  return { behind: behind.data, ...(cursor.data ? { after: cursor.data } : {}) };
}
