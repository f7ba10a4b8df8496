"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { MinutesRow } from "@/components/settings/minutes-row";
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
      <Places mayChange={mayChange} />
      <PresenceReasonsEditor presence="away" mayChange={mayChange} />
      <PresenceReasonsEditor presence="offline" mayChange={mayChange} />
    </SettingsPage>
  );
}

/** Minutes; 0 is never. */
const absent = {
  idleMinutes: [5, 10, 15, 30, 60],
  awayMinutes: [5, 10, 20, 30, 60, 120],
  offlineMinutes: [1, 2, 5, 10, 30, 60],
};
const silent = { quietMinutes: [15, 30, 60, 120, 240, 480, 1_440] };

function useRules() {
  const trpc = useTRPC();
  const { data: rules } = useSuspenseQuery(trpc.organizations.presence.attendance.queryOptions());
  const write = useWrite([trpc.organizations.presence.attendance.queryKey()]);
  const { mutate, isPending } = useMutation(trpc.organizations.presence.setAttendance.mutationOptions(write));
  return { rules, mutate, isPending };
}

function Rules({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("settings.attendance");
  return (
    <SettingsSection title={t("rules")} lead={t("rulesLead")}>
      {(Object.keys(absent) as (keyof typeof absent)[]).map((key) => (
        <RuleRow key={key} name={key} offered={absent[key]} mayChange={mayChange} />
      ))}
    </SettingsSection>
  );
}

/** What takes a place of a member's maximum, and where it goes when it takes one again. */
function Places({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("settings.attendance");
  const { rules, mutate, isPending } = useRules();
  return (
    <SettingsSection title={t("places")} lead={t("placesLead")}>
      <RuleRow name="quietMinutes" offered={silent.quietMinutes} mayChange={mayChange} />
      {rules.quietMinutes === null ? null : (
        <SettingsRow label={t("wakesTo.label")} hint={t("wakesTo.hint")}>
          {(control) => (
            <Select
              {...control}
              value={rules.wakesTo}
              disabled={!mayChange || isPending}
              onChange={(wakesTo) => mutate({ wakesTo })}
              options={(["agent", "routing"] as const).map((value) => ({
                value,
                label: t(`wakesTo.${value}`),
              }))}
              className="w-56!"
            />
          )}
        </SettingsRow>
      )}
    </SettingsSection>
  );
}

type RuleRowProps = {
  name: keyof typeof absent | keyof typeof silent;
  offered: number[];
  mayChange: boolean;
};

function RuleRow({ name, offered, mayChange }: RuleRowProps) {
  const t = useTranslations("settings.attendance");
  const { rules, mutate, isPending } = useRules();
  return (
    <MinutesRow
      label={t(`${name}.label`)}
      hint={t(`${name}.hint`)}
      value={rules[name]}
      offered={offered}
      disabled={!mayChange || isPending}
      onChange={(minutes) => mutate({ [name]: minutes })}
    />
  );
}
