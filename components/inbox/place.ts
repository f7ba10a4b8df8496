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
  /** What is searched for over everything, and among what; "" before anything is typed, null while nobody searches. */
  find: string | null;
  among: Among;
  conversationId: string | null;
  /** The message that the thread shows and marks. */
  messageId: string | null;
}

export const amongs = ["all", "people", "messages", "notes", "files"] as const;
export type Among = (typeof amongs)[number];

/** Out of views, filters, searches and what one is told of, back among the queues. */
export const noFilter = {
  view: null,
  filter: null,
  sort: null,
  told: null,
  find: null,
  among: "all",
} as const;

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
    find: read("find"),
    among: amongs.find((among) => among === read("among")) ?? "all",
    messageId: read("message"),
  };
}

/** The address of a place. */
export function hrefFor(org: string, place: Place): string {
  const {
    queue,
    teamId,
    channelAccountId,
    view,
    filter,
    sort,
    told,
    find,
    among,
    conversationId,
    messageId,
  } = place;
  const query = new URLSearchParams();
  if (queue !== "all") query.set("queue", queue);
  if (teamId) query.set("team", teamId);
  if (channelAccountId) query.set("number", channelAccountId);
  if (view) query.set("view", view);
  if (filter) query.set("filter", filter);
  if (sort) query.set("sort", sort);
  if (told && !view && !filter && !sort) query.set("told", told);
  if (find !== null) query.set("find", find);
  if (find !== null && among !== "all") query.set("among", among);
  if (conversationId && messageId) query.set("message", messageId);
  const search = query.size > 0 ? `?${query}` : "";
  return `/${org}/inbox${conversationId ? `/${conversationId}` : ""}${search}`;
}

/** The address of a message, the same for everybody who may see it: no queue or search of who copied it. */
export function permalink(org: string, conversationId: string, messageId: string): string {
  return `/${org}/inbox/${conversationId}?message=${messageId}`;
}
