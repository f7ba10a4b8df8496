/** Before the hand-over. What was `queued` has a message, whose delivery goes on from there (conversations/rules/delivery-state.ts). */
export const recipientStates = ["planned", "excluded", "skipped", "queued"] as const;
export type RecipientState = (typeof recipientStates)[number];

/** Of `excluded`: known before anybody was written to. Of `skipped`: found at the moment of the hand-over. */
export const recipientReasons = [
  "no-address",
  "no-consent",
  "duplicate",
  "arrived",
  "frequency",
  "market",
  "blank",
  "unchecked",
  "no-longer",
  "merged",
  "cancelled",
] as const;
export type RecipientReason = (typeof recipientReasons)[number];
