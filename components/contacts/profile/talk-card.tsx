"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { isTimeZone, TimeZoneInput } from "@/components/settings/time-zone-input";
import { useTRPC } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { LANGUAGE_TAG } from "@/messages/locales";
import type { Profile } from "./profile-types";
import { Section } from "./section";
import type { useProfile } from "./use-profile";

const languages = ["es", "pt", "en", "fr", "it", "de"] as const;

type TalkCardProps = {
  contact: Profile["contact"];
  mayChange: boolean;
  write: ReturnType<typeof useProfile>["write"];
};

/** In which language, by which clock and on which channel one speaks with a contact. */
export function TalkCard({ contact, mayChange, write }: TalkCardProps) {
  const t = useTranslations("profile.talk");
  const format = useFormatter();
  const locale = useLocale();
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.contacts.update.mutationOptions(write));
  const { data: numbers = [] } = useQuery(trpc.channels.list.queryOptions());
  const names = new Intl.DisplayNames(LANGUAGE_TAG[locale], { type: "language" });
  const own = contact.language;
  const listed = own && !languages.some((one) => one === own) ? [own, ...languages] : languages;
  return (
    <Section title={t("title")}>
      <Field label={t("language")}>
        {(control) => (
          <Select
            {...control}
            disabled={!mayChange}
            value={own ?? "-"}
            onChange={(next) => mutate({ contactId: contact.id, language: next === "-" ? null : next })}
            options={[
              { value: "-", label: t("languageUnknown") },
              ...listed.map((value) => ({ value, label: names.of(value) ?? value })),
            ]}
          />
        )}
      </Field>
      <Zone
        key={contact.zone.timeZone}
        contact={contact}
        disabled={!mayChange}
        onChange={(timeZone) => mutate({ contactId: contact.id, timeZone })}
      />
      <Field label={t("channel")}>
        {(control) => (
          <Select
            {...control}
            disabled={!mayChange}
            value={contact.channelAccountId ?? "-"}
            onChange={(next) =>
              mutate({ contactId: contact.id, channelAccountId: next === "-" ? null : next })
            }
            options={[
              { value: "-", label: t("noChannel") },
              ...numbers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </Field>
      <p className="text-sm text-ink-3">
        {t("since", { date: format.dateTime(contact.since, { dateStyle: "medium" }) })}
      </p>
    </Section>
  );
}

type ZoneProps = {
  contact: Profile["contact"];
  disabled: boolean;
  onChange: (timeZone: string | null) => void;
};

/** Kept when it is left; emptied, the rules guess again. */
function Zone({ contact: { zone, timeZone }, disabled, onChange }: ZoneProps) {
  const t = useTranslations("profile.talk");
  const format = useFormatter();
  const now = useClock();
  const [text, setText] = useState(timeZone ?? "");
  const wrong = text !== "" && !isTimeZone(text);
  const time = format.dateTime(now, { hour: "numeric", minute: "2-digit", timeZone: zone.timeZone });
  return (
    <Field
      label={t("zone")}
      hint={`${time} · ${zone.timeZone.replaceAll("_", " ")}, ${t(`zoneFrom.${zone.from}`)}`}
      error={wrong ? t("zoneWrong") : null}
    >
      {(control) => (
        <TimeZoneInput
          {...control}
          value={text}
          disabled={disabled}
          optional
          onChange={setText}
          onBlur={() => {
            if (!wrong && text !== (timeZone ?? "")) onChange(text || null);
          }}
        />
      )}
    </Field>
  );
}
