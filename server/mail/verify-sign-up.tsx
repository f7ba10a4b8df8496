import type { Locale } from "@/messages/locales";
import { Letter } from "./letter";
import { type Mail, mailTexts } from "./texts";

/** Asks for the click that proves the address and creates the organization. */
export function verifySignUpMail(
  to: string,
  locale: Locale,
  about: { url: string; minutes: number; name: string; organization: string },
): Mail {
  const t = mailTexts(locale);
  const { organization, name, minutes, url } = about;
  const body = (
    <Letter
      locale={locale}
      title={t("signUp.title")}
      text={t("signUp.text", { name, organization, minutes })}
      action={{ label: t("signUp.action", { organization }), url }}
      plain={t("plain")}
      foot={t("signUp.foot")}
    />
  );
  return { to, subject: t("signUp.subject", { organization }), body };
}
