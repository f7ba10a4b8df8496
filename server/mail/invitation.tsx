import { catalog } from "@/messages/catalog";
import type { Locale } from "@/messages/locales";
import type { Role } from "@/server/permissions";
import { Letter } from "./letter";
import { type Mail, mailTexts } from "./texts";

export interface InvitationFacts {
  url: string;
  inviter: string;
  organization: string;
  role: Role;
  until: Date;
  timeZone: string;
}

/** Invites into an organization, in the organization's language. */
export function invitationMail(to: string, locale: Locale, about: InvitationFacts): Mail {
  const { url, inviter, organization, until } = about;
  const t = mailTexts(locale, about.timeZone);
  const role = catalog[locale].roles[about.role].name;
  const body = (
    <Letter
      locale={locale}
      title={t("invitation.title", { organization })}
      text={t("invitation.text", { inviter, organization, role, until })}
      action={{ label: t("invitation.action"), url }}
      plain={t("plain")}
      foot={t("invitation.foot", { inviter })}
    />
  );
  return { to, subject: t("invitation.subject", { inviter, organization }), body };
}
