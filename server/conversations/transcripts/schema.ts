import { z } from "zod";

/** `withdrawn`: it was not to be handed over any more when its turn came. */
export const transcriptStates = [
  "pending",
  "done",
  "failed",
  "too-long",
  "unsupported",
  "withdrawn",
] as const;
export type TranscriptState = (typeof transcriptStates)[number];

export const askTranscriptInput = z.object({ messageId: z.uuid() });
