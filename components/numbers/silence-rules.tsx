"use client";
import { useTranslations } from "next-intl";
import { MinutesRow } from "@/components/settings/minutes-row";
import { SettingsSection } from "@/components/settings/section";
import type { NumberDetail } from "./types";
import { useNumberChange } from "./use-number-change";

const offered = { ask: [5, 10, 15, 30, 60, 120, 240], close: [15, 30, 60, 120, 240, 720, 1_440, 4_320] };

/** What the number does when a customer answers no more. */
export function SilenceRules({ number, mayChange }: { number: NumberDetail; mayChange: boolean }) {
  const t = useTranslations("numbers.silence");
  const { mutate, isPending } = useNumberChange(number.id);
  const kept = number.settings.silence ?? { askMinutes: null, closeMinutes: null };
  const set = (change: Partial<typeof kept>) =>
    mutate({ numberId: number.id, settings: { silence: { ...kept, ...change } } });
  const disabled = !mayChange || isPending;
  const wordless = kept.askMinutes !== null && !number.settings.standardMessages?.silent;
  return (
    <SettingsSection title={t("title")} lead={t("lead")}>
      <MinutesRow
        label={t("ask.label")}
        hint={wordless ? t("ask.missing") : t("ask.hint")}
        value={kept.askMinutes}
        offered={offered.ask}
        disabled={disabled}
        onChange={(askMinutes) => set({ askMinutes })}
      />
      <MinutesRow
        label={t("close.label")}
        hint={t("close.hint")}
        value={kept.closeMinutes}
        offered={offered.close}
        disabled={disabled}
        onChange={(closeMinutes) => set({ closeMinutes })}
      />
    </SettingsSection>
  );
}
