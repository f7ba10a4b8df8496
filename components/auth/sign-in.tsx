"use client";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useRefusal } from "@/components/use-refusal";
import { pathAfterSignIn } from "./after-sign-in";
import { SignInForm } from "./sign-in-form";

/** Signs in with e-mail and password, then goes on where the person was headed. */
export function SignIn({ next, error }: { next: string | null; error: string | null }) {
  const t = useTranslations("auth.signIn");
  const refusal = useRefusal();
  return (
    <SignInForm
      magicHref="/sign-in/link"
      signUpHref="/sign-up"
      {...(error ? { notice: refusal(error) } : {})}
      onSubmit={async (values) => {
        const answer = await signIn("password", { ...values, redirect: false });
        if (answer?.ok && !answer.error) {
          // A full load: nothing that was cached for another session stays.
          window.location.assign(pathAfterSignIn(next));
          return undefined;
        }
        const known = answer?.error && answer.error !== "CredentialsSignin" && answer.error !== "INVALID";
        return { error: known ? refusal(answer.error) : t("refused") };
      }}
    />
  );
}
