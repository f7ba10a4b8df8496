"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { SettingsSection } from "./section";
import { useWrite } from "./use-write";

/** Invitations that may still be accepted. */
export function OpenInvitations() {
  const t = useTranslations();
  const format = useFormatter();
  const trpc = useTRPC();
  const { data: invitations } = useSuspenseQuery(trpc.organizations.invitations.queryOptions());
  const write = useWrite([trpc.organizations.invitations.queryKey()]);
  const revoke = useMutation(trpc.organizations.revokeInvitation.mutationOptions(write));
  return (
    <SettingsSection title={t("settings.members.invitations")}>
      {invitations.length === 0 ? (
        <p className="px-4 py-3 text-ink-3">{t("settings.members.noInvitations")}</p>
      ) : null}
      {invitations.map(({ id, email, role, expiresAt, invitedBy }) => (
        <div key={id} className="flex items-center justify-between gap-4 px-4 py-2.5">
          <div className="min-w-0">
            <bdi className="block truncate font-medium">{email}</bdi>
            <p className="truncate text-ink-3">
              {t("settings.members.invitedBy", {
                role: t(`roles.${role}.name`),
                name: invitedBy ?? "",
                until: format.dateTime(expiresAt, { day: "numeric", month: "long" }),
              })}
            </p>
          </div>
          <Button
            look="danger"
            size="sm"
            aria-label={t("settings.members.revokeOf", { email })}
            disabled={revoke.isPending}
            onClick={() => revoke.mutate({ invitationId: id })}
          >
            {t("settings.members.revoke")}
          </Button>
        </div>
      ))}
    </SettingsSection>
  );
}
