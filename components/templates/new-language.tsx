"use client";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import type { TemplateDraft } from "@/server/templates/rules/draft";
import { draftOf } from "@/server/templates/rules/draft-components";
import { DraftForm } from "./draft-form";
import { LANGUAGES } from "./languages";
import { LanguageField, useCreate } from "./new-template";
import type { StudioTemplate } from "./template-types";
import { useTemplateDraft } from "./use-template-draft";

type NewLanguageProps = { like: StudioTemplate; taken: string[]; onDone: (language: string) => void };

/** The same template in another language; it begins with what it says in the one that was open. */
export function NewLanguage(props: NewLanguageProps) {
  const t = useTranslations("templates");
  const draft = draftOf(props.like);
  const language = LANGUAGES.find((one) => !props.taken.includes(one));
  if (!draft || !language) return <EmptyState title={t("readOnly")} />;
  return <Translation {...props} first={{ ...draft, language }} />;
}

function Translation({ like, taken, onDone, first }: NewLanguageProps & { first: TemplateDraft }) {
  const t = useTranslations("templates");
  const hand = useTemplateDraft(first);
  const { create, refused } = useCreate(() => onDone(hand.draft.language));
  return (
    <DraftForm
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
