/** What the board lists of the queue: who nobody has, in the order of the queues. */
export const queueInput = { queue: "unassigned", section: "awaiting", limit: 30 } as const;
