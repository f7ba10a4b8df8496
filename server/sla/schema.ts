import { z } from "zod";

/** Business minutes; a promise longer than ninety days of them is none. */
const minutes = z.number().int().min(1).max(129_600).nullable();

/** What a policy holds for: a team or every team, a priority or every priority. */
export const policyInput = z.object({
  teamId: z.uuid().nullable(),
  priority: z.union([z.literal(0), z.literal(1), z.literal(2)]).nullable(),
  firstMinutes: minutes,
  nextMinutes: minutes,
  resolutionMinutes: minutes,
});
export type PolicyInput = z.infer<typeof policyInput>;

export const policyId = z.object({ policyId: z.uuid() });
