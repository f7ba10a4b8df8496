"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { DraftForm } from "./draft-form";
import { templateHref } from "./families";
import { FIRST_LANGUAGE, LANGUAGES } from "./languages";
import { StudioFrame } from "./studio-frame";
import type { KeptDraft, Studio } from "./template-types";
import { type KeptInHand, useKeptDraft } from "./use-kept-draft";
import { type DraftInHand, emptyDraft, useTemplateDraft } from "./use-template-draft";
import { useTemplateRefusal, useTemplateWords } from "./use-template-words";

type NewTemplateProps = { org: string; studio: Studio; kept: KeptDraft | null };

/** A template of a new name; what was begun goes on. */
export function NewTemplate({ org, studio, kept: begun }: NewTemplateProps) {
  const t = useTranslations("templates");
  const locale = useLocale();
  const router = useRouter();
  const [empty] = useState(() => emptyDraft(FIRST_LANGUAGE[locale] ?? "es"));
  const hand = useTemplateDraft(begun?.draft ?? empty);
  const [connectionId, setConnectionId] = useState(
    begun?.connectionId ?? studio.accounts[0]?.connectionId ?? "",
  );
  const kept = useKeptDraft({
    hand,
    kept: begun,
    connectionId,
    templateId: null,
    without: empty,
    // Whoever reloads the page finds what they wrote.
    onKept: (id) => window.history.replaceState(null, "", id ? `?draft=${id}` : window.location.pathname),
  });
  const { create, refused } = useCreate(kept, () =>
    router.push(templateHref(org, { name: hand.draft.name, connectionId }, studio)),
  );
  return (
    <StudioFrame org={org} title={t("newTitle")}>
      <DraftForm
        org={org}
        kept={kept}
        hand={hand}
        label={t("submit")}
        busy={create.isPending}
        refused={refused}
        onSubmit={() => create.submit(connectionId, hand.draft)}
        above={
          <>
            {studio.accounts.length > 1 ? (
              <Field label={t("field.account")}>
                {(control) => (
                  <Select
                    {...control}
                    value={connectionId}
                    onChange={setConnectionId}
                    options={studio.accounts.map(({ connectionId: value, numbers }) => ({
                      value,
                      label: numbers.join(", "),
                    }))}
                  />
                )}
              </Field>
            ) : null}
            <NameAndLanguage hand={hand} />
          </>
        }
      />
    </StudioFrame>
  );
}

function NameAndLanguage({ hand: { draft, change, wrong } }: { hand: DraftInHand }) {
  const t = useTranslations("templates.field");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_220px] gap-4 max-sm:grid-cols-1">
      <Field label={t("name")} hint={t("nameHint")} error={wrong("name")}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={draft.name}
            // What the carrier writes for blanks; the rest is told, not changed behind one's back.
            onChange={(event) => change({ name: event.target.value.replaceAll(" ", "_") })}
          />
        )}
      </Field>
      <LanguageField value={draft.language} onChange={(language) => change({ language })} taken={[]} />
    </div>
  );
}

type LanguageFieldProps = { value: string; onChange: (language: string) => void; taken: string[] };

export function LanguageField({ value, onChange, taken }: LanguageFieldProps) {
  const t = useTranslations("templates.field");
  const words = useTemplateWords();
  const free = LANGUAGES.filter((language) => !taken.includes(language));
  return (
    <Field label={t("language")}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={onChange}
          options={free.map((language) => ({ value: language, label: words.language(language) }))}
        />
      )}
    </Field>
  );
}

/** Submits a new template, however often the button is pressed, once; then the lists are asked again. Its kept draft ends with it. */
export function useCreate(kept: KeptInHand, then: () => void) {
  const t = useTranslations("templates");
  const trpc = useTRPC();
  const client = useQueryClient();
  const words = useTemplateRefusal();
  const [clientTemplateId] = useState(() => crypto.randomUUID());
  const create = useMutation(
    trpc.templates.create.mutationOptions({
      onError: kept.goOn,
      onSuccess: async () => {
        toast(t("submitted"));
        await client.invalidateQueries({ queryKey: trpc.templates.drafts.queryKey() });
        await client.invalidateQueries({ queryKey: trpc.templates.studio.queryKey() });
        then();
      },
    }),
  );
  return {
    create: {
      isPending: create.isPending,
      submit: async (connectionId: string, draft: DraftInHand["draft"]) =>
        create.mutate({ clientTemplateId, connectionId, draft, draftId: await kept.end() }),
    },
    refused: create.error ? words(create.error) : null,
  };
}
