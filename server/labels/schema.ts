import { z } from "zod";
import { conversationIds } from "@/server/conversations/schema";
import { line } from "@/server/text";

/** The colours that labels are told apart by, besides their names. */
export const labelColors = ["teal", "sky", "indigo", "violet", "rose", "orange", "olive", "green"] as const;
export type LabelColor = (typeof labelColors)[number];

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
