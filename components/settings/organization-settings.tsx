"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { isLocale, LOCALES } from "@/messages/locales";
import type { BusinessHours } from "@/server/organizations/rules/business-hours";
import { HoursEditor, hoursAreWhole } from "./hours-editor";
import { FactRow, SettingsPage, SettingsRow, SettingsSection } from "./section";
import { isTimeZone, TimeZoneInput } from "./time-zone-input";
import { TranscriptSettings } from "./transcript-settings";
import { useWrite } from "./use-write";

/** Name, language, time zone and business hours of the organization. */
export function OrganizationSettings({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations();
  const trpc = useTRPC();
  const { data: saved } = useSuspenseQuery(trpc.organizations.settings.queryOptions());
  const write = useWrite([trpc.organizations.settings.queryKey()]);
  const update = useMutation(trpc.organizations.update.mutationOptions(write));
  const [draft, setDraft] = useState(saved);
  const change = (part: Partial<typeof saved>) => setDraft({ ...draft, ...part });
  const save = () => {
    const { name, timeZone } = draft;
    const locale = isLocale(draft.locale) ? draft.locale : "es";
    update.mutate({ name, locale, timeZone, businessHours: inZone(draft.businessHours, timeZone) });
  };
  const zoneKnown = isTimeZone(draft.timeZone);
  const whole = hoursAreWhole(draft.businessHours);
  return (
    <SettingsPage
      title={t("settings.nav.organization")}
      lead={t("settings.organization.lead")}
      action={
        mayChange ? (
          <Button
            look="primary"
            busy={update.isPending}
            disabled={!draft.name.trim() || !zoneKnown || !whole}
            onClick={save}
          >
            {t("common.action.save")}
          </Button>
        ) : null
      }
    >
      <SettingsSection>
        <SettingsRow label={t("settings.organization.name")} hint={t("settings.organization.nameHint")}>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              maxLength={80}
              disabled={!mayChange}
              onChange={(event) => change({ name: event.target.value })}
              className="w-64!"
            />
          )}
        </SettingsRow>
        <SettingsRow label={t("settings.organization.locale")}>
          {(control) => (
            <Select
              {...control}
              value={draft.locale}
              disabled={!mayChange}
              onChange={(locale) => change({ locale })}
              options={LOCALES.map((value) => ({ value, label: t(`common.language.${value}`) }))}
              className="w-64!"
            />
          )}
        </SettingsRow>
        <SettingsRow
          label={t("settings.organization.timeZone")}
          hint={t("settings.organization.timeZoneHint")}
        >
          {(control) => (
            <TimeZoneInput
              {...control}
              value={draft.timeZone}
              disabled={!mayChange}
              onChange={(timeZone) => change({ timeZone })}
            />
          )}
        </SettingsRow>
        <FactRow label={t("settings.organization.address")}>{`/${saved.slug}`}</FactRow>
        <FactRow label={t("settings.organization.currency")}>{saved.currency}</FactRow>
      </SettingsSection>
      {zoneKnown ? null : <Banner tone="amber">{t("settings.organization.timeZoneWrong")}</Banner>}
      <SettingsSection title={t("settings.organization.hours")} lead={t("settings.organization.hoursLead")}>
        <div className="px-4 py-3">
          <HoursEditor
            value={draft.businessHours}
            onChange={(businessHours) => change({ businessHours })}
            timeZone={draft.timeZone}
            without={{ label: t("settings.hours.always"), hint: t("settings.hours.alwaysHint") }}
            disabled={!mayChange}
          />
        </div>
      </SettingsSection>
      {whole ? null : <Banner tone="amber">{t("settings.hours.wrong")}</Banner>}
      <TranscriptSettings mayChange={mayChange} />
    </SettingsPage>
  );
}

/** The organization's hours are read in the organization's zone, also after it moved. */
function inZone(hours: BusinessHours | null, timeZone: string): BusinessHours | null {
  return hours && { ...hours, timeZone };
}
