import type { ConversationFilter, ConversationSort } from "@/server/conversations/rules/conversation-filter";
import { readFilter, sameFilter, writeFilter } from "@/server/conversations/rules/filter-address";
import type { View } from "./api";
import { noFilter, type Place } from "./place";

/** What is on screen instead of a queue: a filter and an order, and the view that they come from. */
export interface Browsed {
  view: View | null;
  filter: ConversationFilter;
  sort: ConversationSort;
  /** The view says something else by now. */
  changed: boolean;
}

/** Null in a queue, and for a view that is no longer there. */
export function browsedIn(place: Omit<Place, "conversationId">, views: View[]): Browsed | null {
  const view = views.find((v) => v.id === place.view) ?? null;
  if (!view && place.filter === null && place.sort === null) return null;
  const filter = place.filter === null ? (view?.filter ?? {}) : readFilter(place.filter);
  const sort = place.sort ?? view?.sort ?? "ends";
  const changed = view !== null && (sort !== view.sort || !sameFilter(filter, view.filter));
  return { view, filter, sort, changed };
}

/** A queue as a filter, to go on from when one more condition is added. */
export function filterOfQueue({
  queue,
  teamId,
  channelAccountId,
}: Omit<Place, "conversationId">): ConversationFilter {
  const number: ConversationFilter = channelAccountId ? { number: [channelAccountId] } : {};
  switch (queue) {
    case "mine":
      return { assignee: ["me"], ...number };
    case "unassigned":
      return { assignee: ["nobody"], ...number };
    case "team":
      return { team: [teamId ?? "mine"], ...number };
    case "closed":
      return { status: ["closed"], ...number };
    case "all":
      return number;
  }
}

/** Where a filter and an order are shown; what is as the view has it is left to the view. */
export function placeOfFilter(
  view: View | null,
  filter: ConversationFilter,
  sort: ConversationSort | null,
): Partial<Place> {
  const queue = { queue: "all", teamId: null, channelAccountId: null } as const;
  const text = writeFilter(filter);
  if (!view)
    return text || sort ? { ...queue, view: null, filter: text || null, sort } : { ...queue, ...noFilter };
  return {
    ...queue,
    view: view.id,
    // A view without its conditions is written down as such, or it would be the view again.
    filter: sameFilter(filter, view.filter) ? null : text || "-",
    sort: sort === view.sort ? null : sort,
  };
}
