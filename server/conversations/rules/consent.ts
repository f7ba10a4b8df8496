/** What a contact agreed to or refused, newest first per purpose. */
export interface KnownConsent {
  purpose: string;
  state: "in" | "out";
}

export type ConsentPurpose = "service" | "marketing";

/** What a template of this category (the carrier's word) needs a consent to. */
export function purposeOf(category: string): ConsentPurpose {
  return category.toLowerCase() === "marketing" ? "marketing" : "service";
}

/**
 * Whether a template of this category may leave (law 7): only on the contact's own yes. `ask`: nothing is known, a yes that the
 * contact gave elsewhere can be written down; `refused`: they said no, and only they can take that back.
 */
export function consentFor(category: string, known: KnownConsent[]): "given" | "ask" | "refused" {
  const found = known.find((each) => each.purpose === purposeOf(category));
  if (!found) return "ask";
  return found.state === "in" ? "given" : "refused";
}
