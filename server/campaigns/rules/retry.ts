/** When those whom the carrier refused for a reason of this class may be tried again: one that stays is no reason to write once more. */
export type Retry = "now" | "tomorrow" | "never";

/** What passes by itself, or is put right by whoever owns the account or the template. */
const passing = new Set([
  "transient",
  "rate",
  "rate_pair",
  "unreachable",
  "auth",
  "account",
  "registration",
  "template",
]);

export function retryOf(cls: string): Retry {
  // The carrier asks for a day before the same person is written to again.
  if (cls === "wait24h") return "tomorrow";
  return passing.has(cls) ? "now" : "never";
}
