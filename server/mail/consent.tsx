import type { Locale } from "@/messages/locales";
import { Letter } from "./letter";
import { type Mail, mailTexts } from "./texts";

export interface ConsentAsked {
  organization: string;
  purpose: "service" | "marketing";
  /** What they agree to by the click, word for word. */
  text: string;
  url: string;
  unsubscribe: string;
  until: Date;
  timeZone: string;
}

/** Asks a customer to confirm what they agreed to; nothing is agreed until they do. */
export function consentMail(to: string, locale: Locale, about: ConsentAsked): Mail {
  const { organization, text, url } = about;
  const t = mailTexts(locale, about.timeZone);
  const body = (
    <Letter
      locale={locale}
      title={t("consent.title", { organization })}
      text={text}
      action={{ label: t("consent.action"), url }}
      plain={t("plain")}
      leave={{ label: t("consent.leave"), url: about.unsubscribe }}
      foot={t("consent.foot", { organization, until: about.until })}
    />
  );
  return { to, subject: t("consent.subject", { organization }), body, unsubscribe: about.unsubscribe };
}
