import { z } from "zod";
import { line } from "@/server/text";

export const outcomes = ["done", "refused"] as const;
export type Outcome = (typeof outcomes)[number];

export const boxes = ["mine", "waiting", "others", "asked", "finished"] as const;
/** `mine`: what I have; `waiting`: of my teams or of nobody's; `others`: what colleagues have; `asked`: what I asked for and is not done. */
export type Box = (typeof boxes)[number];

export const newTask = z.object({
  /** Chosen by the browser: asking again with the same one asks once. */
  clientTaskId: z.uuid(),
  conversationId: z.uuid(),
  title: line(120),
  body: z.string().trim().max(4_000).default(""),
  /** Null: where the rules say, else anybody of the back office. */
  teamId: z.uuid().nullable(),
  dueAt: z.coerce.date().nullable(),
});

/** `from`: who had it on screen; who acted meanwhile wins, and the other is told. */
export const taskMove = z.object({
  taskId: z.uuid(),
  to: z.union([z.object({ memberId: z.uuid() }), z.object({ queue: z.literal(true) })]),
  from: z.uuid().nullable(),
});

export const taskEnd = z.object({
  taskId: z.uuid(),
  outcome: z.enum(outcomes),
  /** For whoever asked: stands in the thread as a note. */
  result: z.string().trim().min(1).max(4_000),
});

/** A place in a box's order: what it is ordered by, as text, and the task. */
const after = z.object({ key: z.array(z.string().max(40)).length(2), id: z.uuid() });
export type After = z.infer<typeof after>;

export const listInput = z.object({
  box: z.enum(boxes),
  /** The last row of the page before. */
  cursor: after.nullish(),
});
