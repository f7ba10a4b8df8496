import { z } from "zod";
import { type StandardKind, standardKinds, unknownVariables } from "./rules/standard-texts";

/** The texts that a number says by itself; only with the variables that mean something in each. */
const standardTexts = z
  .partialRecord(z.enum(standardKinds), z.string().max(1024))
  .refine(
    (texts) =>
      Object.entries(texts).every(
        ([kind, text]) => unknownVariables(kind as StandardKind, text).length === 0,
      ),
    { error: "unknown-variable" },
  );

/** What the organization sets for one channel account; each field has its row in Settings → Numbers. */
export const accountSettings = z.object({
  assignment: z.enum(["pool", "executive", "free"]).optional(),
  standardMessages: standardTexts.optional(),
  /** Said in place of those to customers who write that language. */
  standardTranslations: z.partialRecord(z.enum(["es", "en", "pt"]), standardTexts).optional(),
  /** After how many minutes without a word a customer is asked whether they are there, and is taken leave of. */
  silence: z
    .object({
      askMinutes: z.int().min(1).max(1_440).nullable(),
      closeMinutes: z.int().min(1).max(10_080).nullable(),
    })
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
