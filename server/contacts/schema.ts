import { z } from "zod";
import { line, timeZone } from "@/server/text";
import { attributePlaces, attributeTypes } from "./rules/attribute";

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

export const contactRef = z.object({ contactId: z.uuid() });

const choices = z.array(line(60)).max(50).default([]);

const currency = z.string().regex(/^[A-Z]{3}$/);

export const newAttribute = z
  .object({
    label: line(60),
    type: z.enum(attributeTypes),
    choices,
    currency: currency.nullish(),
    sensitive: z.boolean().optional(),
    place: z.enum(attributePlaces).optional(),
  })
  .refine((attribute) => attribute.type !== "choice" || attribute.choices.length > 0);

/** Only what is named changes; the type stays, since values of it are kept already. */
export const attributeChange = z.object({
  key: z.string().min(1).max(60),
  label: line(60).optional(),
  choices: z.array(line(60)).min(1).max(50).optional(),
  currency: currency.optional(),
  sensitive: z.boolean().optional(),
  archived: z.boolean().optional(),
});

/** Every attribute in use, in the order in which a contact's page shows them. */
export const attributeLayout = z.object({
  layout: z.array(z.object({ key: z.string().min(1).max(60), place: z.enum(attributePlaces) })).max(500),
});

/** Null takes the value away. */
export const attributeValue = z.object({
  contactId: z.uuid(),
  key: z.string().min(1).max(60),
  value: z.union([z.string().trim().min(1).max(2_000), z.number(), z.boolean()]).nullable(),
});

/** Null: the contact belongs to nobody. */
export const executiveChange = z.object({ contactId: z.uuid(), memberId: z.uuid().nullable() });

/** Only what is named changes; null leaves it to what rules guess. */
export const contactChange = z.object({
  contactId: z.uuid(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .nullish(),
  timeZone: timeZone.nullish(),
  /** On which a conversation with the contact is begun. */
  channelAccountId: z.uuid().nullish(),
});

const noteBody = z.string().trim().min(1).max(4_000);
export const newNote = z.object({ contactId: z.uuid(), clientNoteId: z.uuid(), body: noteBody });
export const noteRef = z.object({ noteId: z.uuid() });

/** One attribute of a contact, or one column of all their objects of a type. */
export const coveredField = z.object({
  contactId: z.uuid(),
  typeKey: z.string().max(60).nullish(),
  key: z.string().min(1).max(60),
});
