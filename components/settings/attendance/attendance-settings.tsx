"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { SettingsPage, SettingsRow, SettingsSection } from "@/components/settings/section";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { Select } from "@/components/ui/select";
import { PresenceReasonsEditor } from "./presence-reasons-editor";

/** When somebody counts as away, what becomes of their work then, and the reasons they may give. */
export function AttendanceSettings({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("settings");
  return (
    <SettingsPage title={t("nav.attendance")} lead={t("attendance.lead")}>
      <Rules mayChange={mayChange} />
      <PresenceReasonsEditor presence="away" mayChange={mayChange} />
      <PresenceReasonsEditor presence="offline" mayChange={mayChange} />
    </SettingsPage>
  );
}

/** Minutes; 0 is never. */
const spans = {
  idleMinutes: [0, 5, 10, 15, 30, 60],
  awayMinutes: [0, 5, 10, 20, 30, 60, 120],
  offlineMinutes: [0, 1, 2, 5, 10, 30, 60],
} as const;

function Rules({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("settings.attendance");
  const trpc = useTRPC();
  const { data: rules } = useSuspenseQuery(trpc.organizations.presence.attendance.queryOptions());
  const write = useWrite([trpc.organizations.presence.attendance.queryKey()]);
  const { mutate, isPending } = useMutation(trpc.organizations.presence.setAttendance.mutationOptions(write));
  return (
    <SettingsSection title={t("rules")} lead={t("rulesLead")}>
      {(Object.keys(spans) as (keyof typeof spans)[]).map((key) => {
        const kept = rules[key] ?? 0;
        const all = [...new Set([...spans[key], kept])].sort((a, b) => a - b);
        return (
          <SettingsRow key={key} label={t(`${key}.label`)} hint={t(`${key}.hint`)}>
            {(control) => (
              <Select
                {...control}
                value={String(kept)}
                disabled={!mayChange || isPending}
                onChange={(value) => mutate({ [key]: value === "0" ? null : Number(value) })}
                options={all.map((minutes) => ({
                  value: String(minutes),
                  label: minutes === 0 ? t("never") : t("minutes", { minutes }),
                }))}
                className="w-44!"
              />
            )}
          </SettingsRow>
        );
      })}
    </SettingsSection>
  );
}
