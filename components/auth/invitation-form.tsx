"use client";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Role } from "@/server/permissions";
import { PASSWORD_MIN } from "./checks";
import { EmailField, FormHead, PasswordField, TextField } from "./fields";
import { Submit } from "./submit";
import { type Outcome, useSubmit, type Values } from "./use-submit";

type Name = "name" | "email" | "password";
type InvitationFormProps = {
  invitation: { organization: string; inviter: string; role: Role; email: string; expiresAt: Date };
  /** Already signed in with that e-mail: one press is enough. */
  signedIn: boolean;
  onAccept: (values: Values<Name>) => Promise<Outcome<Name>>;
};

/** Joins an organization: one press for who is signed in, name and password for who is new. */
export function InvitationForm({ invitation, signedIn, onAccept }: InvitationFormProps) {
  const t = useTranslations();
  const format = useFormatter();
  const form = useSubmit<Name>({
    names: ["name", "email", "password"],
    check: (values) =>
      signedIn
        ? {}
        : {
            ...(values.name.trim() ? {} : { name: t("common.field.required") }),
            ...([...values.password].length >= PASSWORD_MIN
              ? {}
              : { password: t("common.field.short", { min: PASSWORD_MIN }) }),
          },
    send: (values) => onAccept({ ...values, email: invitation.email }),
    failed: t("errors.UNAVAILABLE"),
  });
  const { organization, inviter, role, email, expiresAt } = invitation;
  const until = format.dateTime(expiresAt, { day: "numeric", month: "long" });
  const accept = signedIn
    ? t("auth.invitation.acceptAs", { email })
    : t("auth.invitation.accept", { organization });
  return (
    <form method="post" onSubmit={form.onSubmit} noValidate className="grid gap-5">
      <FormHead
        title={t("auth.invitation.title", { organization })}
        lead={t("auth.invitation.lead", { inviter, role: t(`roles.${role}.name`) })}
        error={form.error}
      />
      {signedIn ? null : (
        <>
          <EmailField defaultValue={email} readOnly />
          <TextField name="name" label={t("auth.field.name")} autoComplete="name" error={form.fields.name} />
          <PasswordField fresh error={form.fields.password} />
        </>
      )}
      <Submit busy={form.busy}>
        <bdi className="truncate">{form.busy ? t("auth.invitation.working") : accept}</bdi>
      </Submit>
      <p className="text-ink-3">{t("auth.invitation.until", { date: until })}</p>
    </form>
  );
}

/** An invitation that expired, was used or withdrawn. */
export function InvitationGone({ homeHref }: { homeHref: string }) {
  const t = useTranslations("auth");
  return (
    <div className="grid justify-items-start gap-5">
      <FormHead title={t("invitation.goneTitle")} lead={t("invitation.gone")} />
      <Button asChild size="lg">
        <Link href={homeHref}>{t("signIn.title")}</Link>
      </Button>
    </div>
  );
}
