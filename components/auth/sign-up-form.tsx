"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { looksLikeEmail, PASSWORD_MIN } from "./checks";
import { EmailField, FormHead, PasswordField, TextField } from "./fields";
import { Submit } from "./submit";
import { type Outcome, useSubmit, type Values } from "./use-submit";

type Name = "organization" | "name" | "email" | "password";
type SignUpFormProps = {
  onSubmit: (values: Values<Name>) => Promise<Outcome<Name>>;
  signInHref: string;
  /** The address that a name would get: `hilo.app/clinica-norte`; null while there is none. */
  addressOf: (organization: string) => string | null;
  email?: string;
};

/** A new organization and its owner, in four fields. */
export function SignUpForm({ onSubmit, signInHref, addressOf, email }: SignUpFormProps) {
  const t = useTranslations();
  const [organization, setOrganization] = useState("");
  const required = t("common.field.required");
  const form = useSubmit<Name>({
    names: ["organization", "name", "email", "password"],
    check: (values) => ({
      ...(values.organization.trim() ? {} : { organization: required }),
      ...(values.name.trim() ? {} : { name: required }),
      ...(looksLikeEmail(values.email) ? {} : { email: t("common.field.email") }),
      ...([...values.password].length >= PASSWORD_MIN
        ? {}
        : { password: t("common.field.short", { min: PASSWORD_MIN }) }),
    }),
    send: onSubmit,
    failed: t("errors.UNAVAILABLE"),
  });
  const address = organization.trim() ? addressOf(organization) : null;
  return (
    <form method="post" onSubmit={form.onSubmit} noValidate className="grid gap-5">
      <FormHead title={t("auth.signUp.title")} lead={t("auth.signUp.lead")} error={form.error} />
      <TextField
        name="organization"
        label={t("auth.field.organization")}
        autoComplete="organization"
        hint={address ? t("auth.signUp.addressHint", { address }) : undefined}
        error={form.fields.organization}
        onValue={setOrganization}
      />
      <TextField name="name" label={t("auth.field.name")} autoComplete="name" error={form.fields.name} />
      <EmailField error={form.fields.email} defaultValue={email} />
      <PasswordField fresh error={form.fields.password} />
      <Submit busy={form.busy}>{t(form.busy ? "auth.signUp.working" : "auth.signUp.submit")}</Submit>
      <p className="text-md text-ink-2">
        {t("auth.signUp.haveAccount")}{" "}
        <Link href={signInHref} className="font-medium text-accent underline-offset-4 hover:underline">
          {t("auth.signUp.toSignIn")}
        </Link>
      </p>
    </form>
  );
}
