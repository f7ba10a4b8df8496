import { z } from "zod";
import { conversationIds } from "@/server/conversations/schema";
import { line } from "@/server/text";
import { labelColors } from "./rules/colors";

const color = z.enum(labelColors);

export const newLabel = z.object({ name: line(40), color });

/** Only what is named changes. */
export const labelChange = z.object({
  labelId: z.uuid(),
  name: line(40).optional(),
  color: color.optional(),
  archived: z.boolean().optional(),
});

const some = z.array(z.uuid()).max(20).default([]);

export const labelling = z.object({ conversationIds, add: some, remove: some });

export const contactLabelling = z.object({ contactId: z.uuid(), add: some, remove: some });
