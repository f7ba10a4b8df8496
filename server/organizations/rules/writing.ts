import { z } from "zod";

/** How a member likes to write. */
export const writing = z.object({
  /** The key that sends; with "modifier", Enter alone begins a line. */
  sendWith: z.enum(["enter", "modifier"]).optional(),
  /** Whether to be told that several short messages cost as many times. */
  nudge: z.boolean().optional(),
});
export type Writing = z.infer<typeof writing>;

/** The settings with everybody's beginning filled in. */
export function writingOf(own: Writing): Required<Writing> {
  return { sendWith: own.sendWith ?? "enter", nudge: own.nudge ?? true };
}
