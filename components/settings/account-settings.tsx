"use client";
import { useMutation } from "@tanstack/react-query";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Comfort } from "./comfort";
import { PasswordForm } from "./password-form";
import { SettingsPage, SettingsRow, SettingsSection } from "./section";
import { useWrite } from "./use-write";

/** What belongs to the person rather than to the organization. */
export function AccountSettings() {
  const t = useTranslations("settings");
  const trpc = useTRPC();
  const write = useWrite([]);
  const everywhere = useMutation(
    trpc.organizations.signOutEverywhere.mutationOptions({
      ...write,
      onSuccess: () => signOut({ callbackUrl: "/sign-in" }),
    }),
  );
  return (
    <SettingsPage title={t("nav.account")} lead={t("account.lead")}>
      <SettingsSection title={t("account.password")}>
        <PasswordForm />
      </SettingsSection>
      <Comfort />
      <SettingsSection title={t("account.sessions")}>
        <SettingsRow label={t("account.everywhere")} hint={t("account.everywhereHint")}>
          {(control) => (
            <Button
              {...control}
              look="danger"
              busy={everywhere.isPending}
              onClick={() => everywhere.mutate()}
            >
              {t("account.everywhere")}
            </Button>
          )}
        </SettingsRow>
      </SettingsSection>
    </SettingsPage>
  );
}
