import { z } from "zod";
import { phoneKey } from "./phone";

/** What an address of a contact is. `external`: their id in a system of the organization's. */
export const identityKinds = ["phone", "scoped", "email", "visitor", "external"] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** The kinds that a person may add by hand: the others are what a carrier or a browser says. */
export type TypedKind = Extract<IdentityKind, "phone" | "email" | "external">;

/** The matching key of an e-mail address: as mailboxes are compared everywhere, without case. Null for what is none. */
export const emailKey = (written: string): string | null => address.safeParse(written).data ?? null;

const address = z.string().trim().toLowerCase().max(254).pipe(z.email());

/**
 * The matching key of an external id: "30-12345678-9", "30 12345678 9" and "30123456789" are one. What distinguishes nothing (marks,
 * case) falls away; the identifier's key stands before it, so that a tax id never meets a client number. Null where nothing is left.
 */
export function externalKey(identifier: string, written: string): string | null {
  const bare = written
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();
  return bare === "" || bare.length > 100 ? null : `${identifier}:${bare}`;
}

/** The key by which an address is found again, whoever wrote it down. Null for what is none of its kind. */
export function identityKeyOf(
  { kind, value, identifier }: { kind: TypedKind; value: string; identifier?: string },
  country?: string,
): string | null {
  if (kind === "phone") return phoneKey(value, country);
  if (kind === "email") return emailKey(value);
  return identifier ? externalKey(identifier, value) : null;
}
