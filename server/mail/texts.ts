import { createTranslator } from "next-intl";
import { catalog } from "@/messages/catalog";
import { formats } from "@/messages/formats";
import type { Locale } from "@/messages/locales";

/** A mail ready to be sent, in the reader's language. */
export interface Mail {
  to: string;
  subject: string;
  body: React.ReactElement;
  /** Where one click stops mails like this (RFC 8058). */
  unsubscribe?: string;
}

/** The texts of mails, outside any request. Dates are in the zone of whoever the mail is about. */
export function mailTexts(locale: Locale, timeZone = "UTC") {
  return createTranslator({ locale, messages: catalog[locale], formats, namespace: "mail", timeZone });
}
