"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { PASSWORD_MIN } from "@/components/auth/checks";
import { PasswordField } from "@/components/auth/fields";
import { Submit } from "@/components/auth/submit";
import { useSubmit } from "@/components/auth/use-submit";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { useRefusal } from "@/components/use-refusal";

/** A new password; who has one already gives it first. Afterwards everybody signs in again, this browser too. */
export function PasswordForm() {
  const t = useTranslations();
  const trpc = useTRPC();
  const refusal = useRefusal();
  const { data: me } = useQuery(trpc.users.me.queryOptions());
  const change = useMutation(trpc.organizations.changePassword.mutationOptions());
  const form = useSubmit<"current" | "next">({
    names: me?.hasPassword ? ["current", "next"] : ["next"],
    check: ({ current, next }) => ({
      ...(me?.hasPassword && !current ? { current: t("common.field.required") } : {}),
      ...(next.length < PASSWORD_MIN ? { next: t("auth.field.passwordHint", { min: PASSWORD_MIN }) } : {}),
    }),
    send: async ({ current = "", next }) => {
      try {
        await change.mutateAsync({ current, next });
      } catch (refused) {
        return { error: refusal(refused) };
      }
      await signOut({ callbackUrl: "/sign-in" });
    },
    failed: t("errors.UNAVAILABLE"),
  });
  if (!me) return null;
  return (
    <form method="post" onSubmit={form.onSubmit} noValidate className="grid max-w-md gap-4 p-4">
      <p className="text-pretty text-ink-2">
        {t(me.hasPassword ? "settings.account.passwordHint" : "settings.account.noPasswordHint")}
      </p>
      <div aria-live="polite">{form.error ? <Banner tone="red">{form.error}</Banner> : null}</div>
      {me.hasPassword ? (
        <PasswordField
          size="md"
          name="current"
          label={t("settings.account.current")}
          error={form.fields.current}
        />
      ) : null}
      <PasswordField
        size="md"
        fresh
        name="next"
        label={t("settings.account.next")}
        error={form.fields.next}
      />
      <Submit size="md" busy={form.busy}>
        {t(me.hasPassword ? "settings.account.change" : "settings.account.set")}
      </Submit>
    </form>
  );
}
