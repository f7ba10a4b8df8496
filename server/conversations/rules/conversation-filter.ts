import { z } from "zod";
import { lastKinds, mostHours, mostValues, sorts, statuses } from "./filter-address";

const hours = z.number().int().min(1).max(mostHours).optional();
const listOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(mostValues).optional();

/**
 * Which conversations: every field narrows, the values within one widen. Without `status`, all that is open and not snoozed. Hours count back
 * or forward from now; `ends` is the end of the window, `due` by when we promised to answer or to end it (`late`: that has passed), `quiet` and `recent` the age of the last message (of what is closed, of
 * its closing), `kind` what the last message is.
 */
export const conversationFilter = z.strictObject({
  status: listOf(z.enum(statuses)),
  assignee: listOf(z.union([z.literal(["me", "nobody"]), z.uuid()])),
  team: listOf(z.union([z.literal(["mine", "none"]), z.uuid()])),
  number: listOf(z.uuid()),
  label: listOf(z.uuid()),
  priority: listOf(z.number().int().min(-9).max(9)),
  unread: z.literal(true).optional(),
  ends: hours,
  due: hours,
  late: z.literal(true).optional(),
  quiet: hours,
  recent: hours,
  kind: listOf(z.enum(lastKinds)),
});
export type ConversationFilter = z.infer<typeof conversationFilter>;

/** `ends`: the window that ends next; `due`: what we promised next; `waiting`: who waits longest; then by the last message, or by priority. */
export const conversationSort = z.enum(sorts);
export type ConversationSort = z.infer<typeof conversationSort>;
