import { z } from "zod";
import { line } from "@/server/text";
import { definition } from "./rules/definition";

/** `rules`: whoever its conditions hold for. `list`: those found by a file, whatever becomes of them. */
export const segmentKinds = ["rules", "list"] as const;
export type SegmentKind = (typeof segmentKinds)[number];

/** Why nobody was found by a row of a list. */
export const listReasons = ["no-address", "not-found", "two-contacts"] as const;
export type ListReason = (typeof listReasons)[number];

export const segmentName = line(80);

export const segmentRef = z.object({ segmentId: z.uuid() });
export const newSegment = z.object({
  /** Chosen by the browser: a repetition makes no second one. */
  clientSegmentId: z.uuid(),
  name: segmentName,
  definition,
});
/** A list from a file, whose bytes come beside it. */
export const newList = z.object({
  clientSegmentId: z.uuid(),
  name: segmentName,
  fileName: z.string().max(1_000),
});
/** Only what is named changes. `version`: of what was on the screen. */
export const segmentChange = z.object({
  segmentId: z.uuid(),
  version: z.int().min(1),
  name: segmentName.optional(),
  definition: definition.optional(),
});
export const segmentDraft = z.object({ definition });
