"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { draftCategories } from "@/server/templates/rules/draft";
import { componentsOf } from "@/server/templates/rules/draft-components";
import { sellingWords } from "@/server/templates/rules/selling-words";
import { ButtonFields } from "./button-fields";
import { KeptLine } from "./kept-line";
import { PhonePreview } from "./phone-preview";
import { TextFields } from "./text-fields";
import type { KeptInHand } from "./use-kept-draft";
import { mediaOf, useChosenFile } from "./use-shown-media";
import type { DraftInHand } from "./use-template-draft";

type DraftFormProps = {
  org: string;
  kept: KeptInHand;
  hand: DraftInHand;
  /** What is asked before the category: name, language, account. */
  above?: ReactNode;
  note?: string;
  /** Approved, its category stays. */
  fixedCategory?: boolean;
  label: string;
  busy: boolean;
  refused: string | null;
  onSubmit: () => void;
};

/** A template in writing: its fields on the left, the customer's phone on the right, which follows what is typed. */
export function DraftForm({ org, hand, kept, above, note, label, busy, refused, ...props }: DraftFormProps) {
  const t = useTranslations("templates");
  const { chosen, choose } = useChosenFile();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_320px] items-start gap-8 max-lg:grid-cols-1">
      <form
        noValidate
        className="grid min-w-0 gap-6"
        // The carrier takes one edit a day: Enter in a field is no decision to submit.
        onKeyDown={(event) => {
          if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          hand.whole(props.onSubmit);
        }}
      >
        {above}
        <CategoryField hand={hand} fixed={props.fixedCategory ?? false} />
        <TextFields org={org} hand={hand} onChosen={choose} />
        <ButtonFields hand={hand} />
        <div className="grid justify-items-start gap-3">
          {hand.count > 0 ? <Banner tone="amber">{t("wrong", { count: hand.count })}</Banner> : null}
          {refused ? <Banner tone="red">{refused}</Banner> : null}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button type="submit" look="primary" busy={busy}>
              {label}
            </Button>
            <KeptLine kept={kept} />
          </div>
          {note ? <p className="text-pretty text-ink-3">{note}</p> : null}
        </div>
      </form>
      <div className="lg:sticky lg:top-6">
        <PhonePreview
          components={componentsOf(hand.draft)}
          values={hand.draft.examples}
          media={mediaOf(org, hand.draft.headerFile) ?? chosen}
        />
      </div>
    </div>
  );
}

function CategoryField({ hand: { draft, change }, fixed }: { hand: DraftInHand; fixed: boolean }) {
  const t = useTranslations("templates.category");
  const selling = sellingWords(draft);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">{t("title")}</span>
        {fixed ? (
          <span>{t(draft.category)}</span>
        ) : (
          <Segmented
            label={t("title")}
            value={draft.category}
            onChange={(category) => change({ category })}
            options={draftCategories.map((value) => ({ value, label: t(value) }))}
          />
        )}
      </div>
      <p className="text-sm text-pretty text-ink-3">
        {fixed ? t("fixed") : t(draft.category === "UTILITY" ? "utilityHint" : "marketingHint")}
      </p>
      <div aria-live="polite" className="contents">
        {selling.length > 0 ? (
          <Banner tone="amber">{t("sells", { words: selling.join(", ") })}</Banner>
        ) : null}
      </div>
    </div>
  );
}
