"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PriceChip } from "@/components/inbox/price-chip";
import { nextPrice } from "@/components/inbox/view";
import { SettingsSection } from "@/components/settings/section";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { type StandardKind, unknownVariables } from "@/server/channels/rules/standard-texts";
import { StandardMessage } from "./standard-message";
import type { NumberDetail } from "./types";
import { useNumberChange } from "./use-number-change";

/** In the order of a conversation. */
const kinds = ["waiting", "connected", "out-of-hours", "silent", "abandoned", "closing", "rating"] as const;
const languages = ["all", "es", "en", "pt"] as const;
type Language = (typeof languages)[number];
type Texts = Record<StandardKind, string>;
type Draft = Record<Language, Texts>;

/** What is said when no person is there to say it, each beside what the customer sees; in other words for other languages. */
export function StandardMessages({ number, mayChange }: { number: NumberDetail; mayChange: boolean }) {
  const t = useTranslations("numbers.standard");
  const common = useTranslations("common");
  const kept = draftOf(number);
  const [draft, setDraft] = useState(kept);
  const [language, setLanguage] = useState<Language>("all");
  const change = useNumberChange(number.id);
  const prices = useQuery(useTRPC().conversations.priceOnNumber.queryOptions({ numberId: number.id }));
  const unsaved = languages.some((l) => kinds.some((kind) => draft[l][kind] !== kept[l][kind]));
  const refused = languages.find((l) =>
    kinds.some((kind) => unknownVariables(kind, draft[l][kind]).length > 0),
  );
  // There is nothing to translate of what is not said for everybody.
  const shown = kinds.filter((kind) => language === "all" || draft.all[kind].trim() || draft[language][kind]);
  const save = () => {
    // What is wrong may stand in a language that is not on screen.
    if (refused) return setLanguage(refused);
    change.mutate({ numberId: number.id, settings: settingsOf(draft) });
  };
  return (
    <SettingsSection
      title={t("title")}
      lead={t("lead")}
      action={
        unsaved ? (
          <Button look="primary" busy={change.isPending} onClick={save}>
            {common("action.save")}
          </Button>
        ) : null
      }
    >
      <p className="flex flex-wrap items-center gap-2 px-4 py-2.5 text-ink-2">
        {t("price")}
        <PriceChip price={nextPrice(prices.data, "reply")} when="before" />
      </p>
      <div className="grid justify-items-start gap-1.5 px-4 py-3">
        <Segmented
          label={t("language.label")}
          value={language}
          onChange={setLanguage}
          options={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
        />
        {language === "all" ? null : (
          <p className="text-pretty text-ink-3">
            {shown.length > 0 ? t("language.lead") : t("language.first")}
          </p>
        )}
      </div>
      {shown.map((kind) => (
        <StandardMessage
          key={kind}
          kind={kind}
          text={draft[language][kind]}
          translates={language === "all" ? null : draft.all[kind].trim()}
          mayChange={mayChange}
          onText={(text) => setDraft({ ...draft, [language]: { ...draft[language], [kind]: text } })}
        />
      ))}
    </SettingsSection>
  );
}

const draftOf = ({ settings: { standardMessages, standardTranslations } }: NumberDetail): Draft =>
  ofEach(languages, (l) => {
    const texts = l === "all" ? standardMessages : standardTranslations?.[l];
    return ofEach(kinds, (kind) => texts?.[kind] ?? "");
  });

function settingsOf(draft: Draft) {
  const { all, ...translations } = ofEach(languages, (l) => ofEach(kinds, (kind) => draft[l][kind].trim()));
  return { standardMessages: all, standardTranslations: translations };
}

const ofEach = <K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
