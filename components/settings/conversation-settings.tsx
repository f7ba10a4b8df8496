"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { CloseReasons } from "./close-reasons";
import { Labels } from "./labels";
import { SettingsPage, SettingsRow, SettingsSection } from "./section";
import { useWrite } from "./use-write";

type ConversationSettingsProps = { mayLabel: boolean; mayReason: boolean; mayRule: boolean };

/** Labels, why conversations end, and to whom a customer comes back. */
export function ConversationSettings({ mayLabel, mayReason, mayRule }: ConversationSettingsProps) {
  const t = useTranslations("settings");
  return (
    <SettingsPage title={t("nav.conversations")} lead={t("conversations.lead")}>
      <Labels mayChange={mayLabel} />
      <CloseReasons mayChange={mayReason} />
      <Rules mayChange={mayRule} />
    </SettingsPage>
  );
}

/** Hours after closing; "0" is never. */
const spans = ["0", "1", "4", "12", "24", "48", "72", "168"] as const;

function Rules({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("settings.conversations");
  const trpc = useTRPC();
  const { data: closing } = useSuspenseQuery(trpc.conversations.closing.queryOptions());
  const write = useWrite([trpc.conversations.closing.queryKey()]);
  const { mutate, isPending } = useMutation(trpc.organizations.update.mutationOptions(write));
  const none = closing.reasons.every((reason) => reason.archived);
  const hours = String(closing.reopenHours ?? 0);
  const all = spans.some((span) => span === hours) ? [...spans] : [...spans, hours];
  return (
    <SettingsSection title={t("rules")}>
      <SettingsRow label={t("required")} hint={none ? t("requiredNone") : t("requiredHint")}>
        {(control) => (
          <Switch
            {...control}
            checked={closing.required}
            disabled={!mayChange || none || isPending}
            onCheckedChange={(closeReasonRequired) => mutate({ closeReasonRequired })}
          />
        )}
      </SettingsRow>
      <SettingsRow label={t("reopen")} hint={t("reopenHint")}>
        {(control) => (
          <Select
            {...control}
            value={hours}
            disabled={!mayChange || isPending}
            onChange={(value) => mutate({ reopenHours: value === "0" ? null : Number(value) })}
            options={all.map((value) => ({
              value,
              label: value === "0" ? t("never") : t("within", { hours: Number(value) }),
            }))}
            className="w-48!"
          />
        )}
      </SettingsRow>
    </SettingsSection>
  );
}
