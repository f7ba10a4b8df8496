import { z } from "zod";

export const mentionList = z.object({
  /** The `next` of the page before. */
  cursor: z.string().max(120).nullish(),
  limit: z.number().int().min(1).max(100).default(30),
});

/** Those of one conversation, or all. */
export const mentionsRead = z.object({ conversationId: z.uuid().nullish() });
