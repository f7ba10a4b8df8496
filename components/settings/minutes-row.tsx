"use client";
import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { SettingsRow } from "./section";

type MinutesRowProps = {
  label: string;
  hint: string;
  /** Null: never. */
  value: number | null;
  /** Minutes to choose from; what is set is among them in any case. */
  offered: number[];
  disabled: boolean;
  onChange: (minutes: number | null) => void;
};

/** After so many minutes, or never. */
export function MinutesRow({ label, hint, value, offered, disabled, onChange }: MinutesRowProps) {
  const t = useTranslations("settings.minutes");
  const all = [...new Set([0, ...offered, value ?? 0])].sort((a, b) => a - b);
  const words = (minutes: number) => {
    if (minutes === 0) return t("never");
    if (minutes % 1_440 === 0) return t("days", { days: minutes / 1_440 });
    return minutes % 60 === 0 ? t("hours", { hours: minutes / 60 }) : t("minutes", { minutes });
  };
  return (
    <SettingsRow label={label} hint={hint}>
      {(control) => (
        <Select
          {...control}
          value={String(value ?? 0)}
          disabled={disabled}
          onChange={(chosen) => onChange(Number(chosen) || null)}
          options={all.map((minutes) => ({ value: String(minutes), label: words(minutes) }))}
          className="w-44!"
        />
      )}
    </SettingsRow>
  );
}
