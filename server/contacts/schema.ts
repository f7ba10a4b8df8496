/** Who wrote: every address that the carrier gave, best first; at least one. */
export interface Sender {
  addresses: SenderAddress[];
  name?: string;
  username?: string;
  /** ISO 3166, from the number's prefix or the scoped id's. */
  country?: string;
}

export interface SenderAddress {
  kind: "phone" | "scoped";
  /** The matching key: one for all written forms of an address. */
  value: string;
  /** As the carrier gave it, and as replies are addressed. */
  address: string;
}
