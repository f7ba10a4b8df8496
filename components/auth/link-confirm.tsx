"use client";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "@/components/use-refusal";
import { PASSWORD_MIN } from "./checks";
import { FormHead, PasswordField } from "./fields";
import { forgetProof, keptProof } from "./proof";
import { Submit } from "./submit";
import { useSubmit } from "./use-submit";

type LinkConfirmProps = { token: string; organization: string | null };

/**
 * The page behind a link in a mail: opening it does nothing, the button uses the link up. A sign-up that was asked for
 * in another browser chooses its password here.
 */
export function LinkConfirm({ token, organization }: LinkConfirmProps) {
  const t = useTranslations();
  const refusal = useRefusal();
  const [asksPassword, setAsksPassword] = useState(false);
  const form = useSubmit<"password">({
    names: ["password"],
    check: ({ password }) =>
      asksPassword && [...password].length < PASSWORD_MIN
        ? { password: t("common.field.short", { min: PASSWORD_MIN }) }
        : {},
    send: async ({ password }) => {
      const proof = organization ? (keptProof() ?? "") : "";
      const answer = await signIn("link", { token, proof, password, redirect: false });
      if (answer?.ok && !answer.error) {
        forgetProof();
        window.location.assign("/start");
        return undefined;
      }
      if (organization && answer?.error === "INVALID") {
        setAsksPassword(true);
        return undefined;
      }
      return { error: refusal(answer?.error ?? "UNKNOWN") };
    },
    failed: t("errors.UNAVAILABLE"),
  });
  const action = organization ? t("auth.link.create", { organization }) : t("auth.signIn.submit");
  return (
    <form method="post" onSubmit={form.onSubmit} noValidate className="grid gap-5">
      <FormHead
        title={organization ? t("auth.link.createTitle", { organization }) : t("auth.link.title")}
        lead={
          asksPassword ? t("auth.link.password") : t(organization ? "auth.link.createLead" : "auth.link.lead")
        }
        error={form.error}
      />
      {asksPassword ? <PasswordField fresh error={form.fields.password} /> : null}
      <Submit busy={form.busy}>
        <bdi className="truncate">{form.busy ? t("auth.invitation.working") : action}</bdi>
      </Submit>
    </form>
  );
}
