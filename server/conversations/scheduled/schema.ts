import { z } from "zod";

/** What may be sent later: text alone, since a file's place at the carrier does not last. */
export const scheduledContent = z.object({
  type: z.literal("text"),
  body: z.string().trim().min(1).max(4096),
});
export type ScheduledContent = z.infer<typeof scheduledContent>;

/** Why a message that was due did not leave, in the order in which they are looked for. */
export const troubles = [
  "author-gone",
  "closed",
  "window-closed",
  "no-consent",
  "taken-over",
  "customer-wrote",
] as const;
export type Trouble = (typeof troubles)[number];

const zone = z
  .string()
  .max(60)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
    } catch {
      return false;
    }
  });

const plan = z.object({
  content: scheduledContent,
  sendAt: z.date(),
  /** The zone in which the time was chosen. */
  timeZone: zone,
  /** As for a reply: what the writer saw, and who answered for the conversation. */
  seenSeq: z.number().int().min(0),
  epoch: z.number().int(),
});

export const newScheduled = plan.extend({ conversationId: z.uuid(), clientMessageId: z.uuid() });
export const scheduledChange = plan.extend({ scheduledId: z.uuid() });
export const scheduledRef = z.object({ scheduledId: z.uuid() });
export const scheduledNow = scheduledRef.extend({
  seenSeq: z.number().int().min(0),
  epoch: z.number().int(),
});
export const scheduledOf = z.object({ conversationId: z.uuid() });

/** Tells the job engine of a message with a time: its id, the revision it belongs to, and when by the real clock. */
export type Wake = (plan: { scheduledId: string; revision: number; dueAt: Date }) => Promise<void>;
