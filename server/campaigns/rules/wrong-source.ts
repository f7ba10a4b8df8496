import type { LiveOutcome } from "@/server/connectors/rules/outcome";

/** What a source said of a recipient, which is not what the campaign needs. */
export interface Word {
  contactId: string;
  source: string;
  outcome: LiveOutcome;
}

/** Of fewer it may be that a source knows nothing of just these. */
export const few = 4;

/**
 * The source that answers, but of so many something else than was mapped, that it is hardly these people's own. One that knows none of
 * them, or is asked for what they lack, has said what there is to say; one that was only late is in order.
 */
export function wrongSource(words: Word[]): string | null {
  const wrong = words.filter(({ outcome }) => !["ok", "not-found", "missing"].includes(outcome));
  const many = wrong.find(({ source }) => wrong.filter((one) => one.source === source).length >= few);
  return many?.source ?? null;
}
