import { z } from "zod";

const day = z.iso.date();

/** What the messages behind a figure have in common; days are the organization's, both included. */
export const behindFigure = z.object({
  from: day,
  to: day,
  kind: z.enum(["MO", "MT", "HSM"]).optional(),
  number: z.uuid().optional(),
  origin: z.string().max(32).optional(),
  category: z.string().max(64).optional(),
  reason: z.string().max(32).optional(),
  currency: z.string().length(3).optional(),
  unpriced: z.boolean().optional(),
});
export type BehindFigure = z.infer<typeof behindFigure>;

/** Where a page of messages ended: the last one's time and usage event. */
export const usageCursor = z.object({ at: z.iso.datetime(), id: z.uuid() });
export type UsageCursor = z.infer<typeof usageCursor>;
