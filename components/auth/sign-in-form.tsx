"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { looksLikeEmail } from "./checks";
import { EmailField, FormHead, PasswordField } from "./fields";
import { Submit } from "./submit";
import { type Outcome, useSubmit, type Values } from "./use-submit";

type Name = "email" | "password";
type SignInFormProps = {
  onSubmit: (values: Values<Name>) => Promise<Outcome<Name>>;
  magicHref: string;
  signUpHref: string;
  email?: string;
  /** Said on arrival, for instance that the session has ended. */
  notice?: string;
};

/** E-mail and password. The caller says the same words for a wrong password and an unknown e-mail. */
export function SignInForm({ onSubmit, magicHref, signUpHref, email, notice }: SignInFormProps) {
  const t = useTranslations();
  const form = useSubmit<Name>({
    names: ["email", "password"],
    check: (values) => ({
      ...(looksLikeEmail(values.email) ? {} : { email: t("common.field.email") }),
      ...(values.password ? {} : { password: t("common.field.required") }),
    }),
    send: onSubmit,
    failed: t("errors.UNAVAILABLE"),
  });
  return (
    <form method="post" onSubmit={form.onSubmit} noValidate className="grid gap-5">
      <FormHead title={t("auth.signIn.title")} error={form.error ?? notice ?? null} />
      <EmailField error={form.fields.email} defaultValue={email} />
      <PasswordField error={form.fields.password} />
      <Submit busy={form.busy}>{t(form.busy ? "auth.signIn.working" : "auth.signIn.submit")}</Submit>
      <Button asChild size="lg">
        <Link href={magicHref}>{t("auth.signIn.magic")}</Link>
      </Button>
      <p className="text-md text-ink-2">
        {t("auth.signIn.noAccount")}{" "}
        <Link href={signUpHref} className="font-medium text-accent underline-offset-4 hover:underline">
          {t("auth.signIn.toSignUp")}
        </Link>
      </p>
    </form>
  );
}
