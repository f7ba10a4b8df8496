import { z } from "zod";
import { line } from "@/server/text";
import { attributeTypes } from "./rules/attribute";

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

const choices = z.array(line(60)).max(50).default([]);

export const newAttribute = z
  .object({ label: line(60), type: z.enum(attributeTypes), choices })
  .refine((attribute) => attribute.type !== "choice" || attribute.choices.length > 0);

/** Only what is named changes; the type stays, since values of it are kept already. */
export const attributeChange = z.object({
  key: z.string().min(1).max(60),
  label: line(60).optional(),
  choices: z.array(line(60)).min(1).max(50).optional(),
  archived: z.boolean().optional(),
});

/** Null takes the value away. */
export const attributeValue = z.object({
  contactId: z.uuid(),
  key: z.string().min(1).max(60),
  value: z.union([line(500), z.number(), z.boolean()]).nullable(),
});

/** Null: the contact belongs to nobody. */
export const executiveChange = z.object({ contactId: z.uuid(), memberId: z.uuid().nullable() });
