import type { Locale } from "@/messages/locales";
import { Letter } from "./letter";
import { type Mail, mailTexts } from "./texts";

/** Tells whoever owns the address, and nobody else, that it already has an account. */
export function haveAccountMail(to: string, locale: Locale, about: { url: string }): Mail {
  const t = mailTexts(locale);
  const body = (
    <Letter
      locale={locale}
      title={t("haveAccount.title")}
      text={t("haveAccount.text")}
      action={{ label: t("haveAccount.action"), url: about.url }}
      plain={t("plain")}
      foot={t("haveAccount.foot")}
    />
  );
  return { to, subject: t("haveAccount.subject"), body };
}
