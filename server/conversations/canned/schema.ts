import { z } from "zod";
import { locale } from "@/server/users/schema";

/** A member's own replies and the shared ones together never pass this: the picker holds them all. */
export const mostCanned = 500;

const canned = z.object({
  /** For everybody; needs a right of its own. */
  shared: z.boolean(),
  /** What is typed after the slash: one word. */
  shortcut: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u),
  body: z.string().trim().min(1).max(4096),
  language: locale,
  folder: z.string().trim().min(1).max(40).nullish(),
});

export const newCanned = canned;
export const cannedRef = z.object({ cannedId: z.uuid() });
export const cannedChange = canned.extend({ cannedId: z.uuid() });
export const cannedValuesInput = z.object({ conversationId: z.uuid() });
