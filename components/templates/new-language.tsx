"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import type { TemplateDraft } from "@/server/templates/rules/draft";
import { draftOf } from "@/server/templates/rules/draft-components";
import { DraftForm } from "./draft-form";
import { LANGUAGES } from "./languages";
import { LanguageField, useCreate } from "./new-template";
import type { KeptDraft, StudioTemplate } from "./template-types";
import { useKeptDraft } from "./use-kept-draft";
import { useTemplateDraft } from "./use-template-draft";

type NewLanguageProps = {
  org: string;
  like: StudioTemplate;
  taken: string[];
  /** The language that it was asked for in. */
  wanted: string | null;
  /** Begun before, and not submitted. */
  begun: KeptDraft | null;
  onDone: (language: string) => void;
};

/** The same template in another language; it begins with what it says in the one that was open. */
export function NewLanguage(props: NewLanguageProps) {
  const t = useTranslations("templates");
  const draft = draftOf(props.like);
  const free = LANGUAGES.filter((one) => !props.taken.includes(one));
  const language = free.find((one) => one === props.wanted) ?? free[0];
  if (!draft || !language) return <EmptyState title={t("readOnly")} />;
  return <Translation key={language} {...props} first={{ ...draft, language }} />;
}

function Translation({
  org,
  like,
  taken,
  begun,
  onDone,
  first,
}: NewLanguageProps & { first: TemplateDraft }) {
  const t = useTranslations("templates");
  // Held: what it is like may change while one writes.
  const [{ without, kept: keptBefore }] = useState({ without: first, kept: begun });
  const hand = useTemplateDraft(keptBefore ? { ...keptBefore.draft, name: like.name } : without);
  const kept = useKeptDraft({
    hand,
    kept: keptBefore,
    connectionId: like.connectionId,
    templateId: null,
    without,
  });
  const { create, refused } = useCreate(kept, () => onDone(hand.draft.language));
  return (
    <DraftForm
      org={org}
      kept={kept}
      hand={hand}
      label={t("submit")}
      busy={create.isPending}
      refused={refused}
      onSubmit={() => create.submit(like.connectionId, hand.draft)}
      above={
        <div className="max-w-60">
          <LanguageField
            value={hand.draft.language}
            onChange={(language) => hand.change({ language })}
            taken={taken}
          />
        </div>
      }
    />
  );
}
