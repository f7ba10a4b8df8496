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

/** What is shown of a customer's sound beside its text, which is with what the message says. */
export interface TranscriptFacts {
  /** Null: nobody wanted it yet. */
  state: TranscriptState | null;
  /** Why it failed, or has not come yet. */
  reason: string | null;
  /** It may be asked for now. */
  askable: boolean;
}

export const askTranscriptInput = z.object({ messageId: z.uuid() });
