import { z } from "zod";
import { type ConsentPurpose, purposes } from "../rules/consent-purpose";

export { type ConsentPurpose, purposes };

/** Where a yes or a no came from; `wrote-first`: whoever writes has agreed to be answered. */
export type ConsentSource =
  | "agent"
  | "form"
  | "email"
  | "link"
  | "chat"
  | "keyword"
  | "import"
  | "carrier"
  | "wrote-first";

/** How a contact said it to one of ours. */
export const ways = ["call", "in-person", "writing", "form"] as const;

export const languages = ["es", "en", "pt"] as const;
export type ConsentLanguage = (typeof languages)[number];

const purpose = z.enum(purposes);
const language = z.enum(languages);

/** Another version of what customers are asked. */
export const newText = z.object({ purpose, language, body: z.string().trim().min(10).max(2000) });

/** What a contact said to one of ours: a yes names the text that was read to them, a no needs none. */
export const notedConsent = z.object({
  contactId: z.uuid(),
  /** "any": for all channels. */
  channel: z.string().min(1).max(40),
  purpose,
  state: z.enum(["in", "out"]),
  how: z.enum(ways),
  note: z.string().trim().max(200).nullish(),
  language,
  /** The version that was on the screen; null for the text that stands until the organization writes its own. */
  textId: z.uuid().nullable(),
});

export const consentRequest = z.object({
  contactId: z.uuid(),
  email: z.email().max(254).toLowerCase(),
  purpose,
  language,
});

/** Days that the link in a confirmation mail works. */
export const requestDays = 7;
