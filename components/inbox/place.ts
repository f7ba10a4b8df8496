import type { ConversationSort } from "@/server/conversations/rules/conversation-filter";
import { sorts } from "@/server/conversations/rules/filter-address";

export type QueueName = "mine" | "unassigned" | "team" | "all" | "closed";

/** Where in the inbox one is: what the URL says, so that a reload and a link show the same. */
export interface Place {
  queue: QueueName;
  teamId: string | null;
  channelAccountId: string | null;
  /** A saved view; with it or alone, a filter (server/conversations/rules/filter-address.ts) and an order. All null: a queue. */
  view: string | null;
  filter: string | null;
  sort: ConversationSort | null;
  /** What one is told of, in place of conversations. */
  told: "mentions" | "held" | null;
  conversationId: string | null;
}

/** Out of views, filters and what one is told of, back among the queues. */
export const noFilter = { view: null, filter: null, sort: null, told: null } as const;

const queues: QueueName[] = ["mine", "unassigned", "team", "all", "closed"];

const tellings = ["mentions", "held"] as const;

/** Reads the queue and its filters from a URL's query; what is not known is everything. */
export function placeOf(read: (name: string) => string | null): Omit<Place, "conversationId"> {
  return {
    queue: queues.find((q) => q === read("queue")) ?? "all",
    teamId: read("team"),
    channelAccountId: read("number"),
    view: read("view"),
    filter: read("filter"),
    sort: sorts.find((sort) => sort === read("sort")) ?? null,
    told: tellings.find((told) => told === read("told")) ?? null,
  };
}

/** The address of a place. */
export function hrefFor(org: string, place: Place): string {
  const { queue, teamId, channelAccountId, view, filter, sort, told, conversationId } = place;
  const query = new URLSearchParams();
  if (queue !== "all") query.set("queue", queue);
  if (teamId) query.set("team", teamId);
  if (channelAccountId) query.set("number", channelAccountId);
  if (view) query.set("view", view);
  if (filter) query.set("filter", filter);
  if (sort) query.set("sort", sort);
  if (told && !view && !filter && !sort) query.set("told", told);
  const search = query.size > 0 ? `?${query}` : "";
  return `/${org}/inbox${conversationId ? `/${conversationId}` : ""}${search}`;
}
