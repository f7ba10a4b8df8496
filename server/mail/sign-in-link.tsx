import type { Locale } from "@/messages/locales";
import { Letter } from "./letter";
import { type Mail, mailTexts } from "./texts";

/** The link that signs in without a password. */
export function signInLinkMail(to: string, locale: Locale, about: { url: string; minutes: number }): Mail {
  const t = mailTexts(locale);
  const body = (
    <Letter
      locale={locale}
      title={t("signIn.title")}
      text={t("signIn.text", { minutes: about.minutes })}
      action={{ label: t("signIn.action"), url: about.url }}
      plain={t("plain")}
      foot={t("signIn.foot")}
    />
  );
  return { to, subject: t("signIn.subject"), body };
}
