"use client";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ChannelBadge } from "@/components/inbox/channel-badge";
import { FactRow, SettingsRow, SettingsSection } from "@/components/settings/section";
import { Input } from "@/components/ui/input";
import { ColorChoice } from "./color-choice";
import { TeamSelect } from "./team-select";
import type { NumberDetail } from "./types";
import { useNumberChange } from "./use-number-change";

/** What the team calls it, how it is told apart, and who answers it. */
export function NumberIdentity({ number, mayChange }: { number: NumberDetail; mayChange: boolean }) {
  const t = useTranslations("numbers");
  const { mutate } = useNumberChange(number.id);
  const colors = useId();
  const numberId = number.id;
  if (!mayChange) return <Facts number={number} />;
  return (
    <SettingsSection title={t("identity.title")}>
      <SettingsRow label={t("field.name")} hint={t("field.nameHint")}>
        {(control) => (
          <NameInput
            key={number.name}
            {...control}
            name={number.name}
            onName={(name) => mutate({ numberId, name })}
          />
        )}
      </SettingsRow>
      <SettingsRow label={t("field.color")} hint={t("field.colorHint")}>
        {() => (
          <ColorChoice name={colors} value={number.color} onChange={(color) => mutate({ numberId, color })} />
        )}
      </SettingsRow>
      <SettingsRow label={t("field.team")} hint={t("field.teamHint")}>
        {(control) => (
          <TeamSelect
            {...control}
            className="w-64!"
            value={number.team?.id ?? null}
            onChange={(teamId) => mutate({ numberId, teamId })}
          />
        )}
      </SettingsRow>
    </SettingsSection>
  );
}

type NameInputProps = {
  id: string;
  "aria-describedby"?: string;
  name: string;
  onName: (name: string) => void;
};

/** Kept when one leaves it or presses Enter; an empty name goes back to what it was. */
function NameInput({ name, onName, ...control }: NameInputProps) {
  const [draft, setDraft] = useState(name);
  const keep = () => {
    const wanted = draft.trim();
    if (!wanted) return setDraft(name);
    if (wanted !== name) onName(wanted);
  };
  return (
    <Input
      {...control}
      value={draft}
      maxLength={60}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      className="w-64!"
    />
  );
}

function Facts({ number }: { number: NumberDetail }) {
  const t = useTranslations("numbers");
  return (
    <SettingsSection title={t("identity.title")}>
      <FactRow label={t("field.name")}>
        <ChannelBadge account={number} />
      </FactRow>
      <FactRow label={t("field.team")}>{number.team?.name ?? t("noTeam")}</FactRow>
    </SettingsSection>
  );
}
