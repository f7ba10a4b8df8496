import { z } from "zod";

/** What may be sent later: text alone, since a file's place at the carrier does not last. */
export const scheduledContent = z.object({
  type: z.literal("text"),
  body: z.string().trim().min(1).max(4096),
});
export type ScheduledContent = z.infer<typeof scheduledContent>;

/** Why a message that was due did not leave, in the order in which they are looked for. */
export const troubles = ["author-gone", "closed", "window-closed", "taken-over", "customer-wrote"] as const;
export type Trouble = (typeof troubles)[number];
