"use client";
import { MailCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { looksLikeEmail } from "./checks";
import { EmailField, FormHead } from "./fields";
import { Submit } from "./submit";
import { type Outcome, useSubmit } from "./use-submit";

type MagicLinkFormProps = {
  /** Answers alike whether or not the account exists. */
  onSubmit: (values: { email: string }) => Promise<Outcome<"email">>;
  signInHref: string;
  minutes: number;
};

/** A sign-in link by e-mail; then the word that it may have been sent. */
export function MagicLinkForm({ onSubmit, signInHref, minutes }: MagicLinkFormProps) {
  const t = useTranslations();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useSubmit<"email">({
    names: ["email"],
    check: ({ email }) => (looksLikeEmail(email) ? {} : { email: t("common.field.email") }),
    send: async (values) => {
      const outcome = await onSubmit(values);
      if (!outcome?.error && !outcome?.fields) setSentTo(values.email.trim());
      return outcome;
    },
    failed: t("errors.UNAVAILABLE"),
  });
  if (sentTo) {
    return (
      <div role="status" className="grid justify-items-start gap-5">
        <MailCheck size={28} strokeWidth={1.5} aria-hidden className="text-ink-3" />
        <FormHead title={t("auth.magic.sentTitle")} lead={t("auth.magic.sent", { email: sentTo })} />
        <Button size="lg" onClick={() => setSentTo(null)}>
          {t("auth.magic.again")}
        </Button>
      </div>
    );
  }
  return (
    <form method="post" onSubmit={form.onSubmit} noValidate className="grid gap-5">
      <FormHead title={t("auth.magic.title")} lead={t("auth.magic.lead", { minutes })} error={form.error} />
      <EmailField error={form.fields.email} />
      <Submit busy={form.busy}>{t(form.busy ? "auth.magic.working" : "auth.magic.submit")}</Submit>
      <Link href={signInHref} className="text-md font-medium text-accent underline-offset-4 hover:underline">
        {t("auth.magic.password")}
      </Link>
    </form>
  );
}
