export type QueueName = "mine" | "unassigned" | "team" | "all" | "closed";

/** Where in the inbox one is: what the URL says, so that a reload and a link show the same. */
export interface Place {
  queue: QueueName;
  teamId: string | null;
  channelAccountId: string | null;
  conversationId: string | null;
}

const queues: QueueName[] = ["mine", "unassigned", "team", "all", "closed"];

/** Reads the queue and its filters from a URL's query; what is not known is everything. */
export function placeOf(read: (name: string) => string | null): Omit<Place, "conversationId"> {
  return {
    queue: queues.find((q) => q === read("queue")) ?? "all",
    teamId: read("team"),
    channelAccountId: read("number"),
  };
}

/** The address of a place. */
export function hrefFor(org: string, place: Place): string {
  const { queue, teamId, channelAccountId, conversationId } = place;
  const query = new URLSearchParams();
  if (queue !== "all") query.set("queue", queue);
  if (teamId) query.set("team", teamId);
  if (channelAccountId) query.set("number", channelAccountId);
  const search = query.size > 0 ? `?${query}` : "";
  return `/${org}/inbox${conversationId ? `/${conversationId}` : ""}${search}`;
}
