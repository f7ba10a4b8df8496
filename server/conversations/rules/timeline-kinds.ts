/** What a timeline can be narrowed to: said by people, said by itself, notes, what happened, what was agreed to. */
export const TIMELINE_KINDS = ["said", "automatic", "notes", "events", "consents"] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];
