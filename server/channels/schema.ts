import { z } from "zod";

/** What the organization sets for one channel account; each field has its row in Settings → Numbers. */
export const accountSettings = z.object({
  assignment: z.enum(["pool", "executive", "free"]).optional(),
  standardMessages: z
    .object({
      waiting: z.string().max(1024),
      connected: z.string().max(1024),
      "out-of-hours": z.string().max(1024),
      closing: z.string().max(1024),
    })
    .partial()
    .optional(),
});
export type AccountSettings = z.infer<typeof accountSettings>;

/** What the carrier says of the account, with the time it said so (ISO). */
export const accountHealth = z
  .object({
    status: z.string(),
    displayName: z.string(),
    displayNameState: z.string(),
    verified: z.boolean(),
    quality: z.string(),
    limit: z.string(),
    throughput: z.string(),
    checkedAt: z.string(),
  })
  .partial();
export type AccountHealth = z.infer<typeof accountHealth>;
