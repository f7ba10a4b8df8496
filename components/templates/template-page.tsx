"use client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Columns2, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { EmptyState } from "@/components/ui/empty-state";
import { Tabs } from "@/components/ui/tabs";
import { DeleteTemplate } from "./delete-template";
import { usageOf } from "./families";
import { Usage } from "./family-row";
import { LanguageView } from "./language-view";
import { NewLanguage } from "./new-language";
import { SideBySide } from "./side-by-side";
import { StateBadge } from "./state-badge";
import { StudioFrame } from "./studio-frame";
import type { Rights } from "./template-list";
import type { KeptDraft, StudioTemplate } from "./template-types";
import { useFreshTemplates } from "./use-fresh-templates";
import { useTemplateWords } from "./use-template-words";
import { whileInReview } from "./while-in-review";

type TemplatePageProps = { org: string; name: string; connectionId: string; may: Rights };

const ADD = "add";
const SIDE = "side";
const none: KeptDraft[] = [];

/** A template in all its languages, one tab each: its state and why, its text, and how to change it. */
export function TemplatePage({ org, name, connectionId, may }: TemplatePageProps) {
  const t = useTranslations("templates");
  const words = useTemplateWords();
  const trpc = useTRPC();
  const { data: studio } = useSuspenseQuery(
    trpc.templates.studio.queryOptions({ name, connectionId }, whileInReview),
  );
  useFreshTemplates();
  const drafts = useQuery({ ...trpc.templates.drafts.queryOptions(), enabled: may.write }).data ?? none;
  const usage = useQuery({ ...trpc.templates.usage.queryOptions(), enabled: may.costs, staleTime: 300_000 });
  const languages = studio.templates;
  const [chosen, setChosen] = useState("");
  const [adding, setAdding] = useState<{ language: string; like: StudioTemplate } | null>(null);
  const [first] = languages;
  const isOfNewLanguage = ({ templateId, draft, ...one }: KeptDraft) =>
    templateId === null && one.connectionId === connectionId && draft.name === name;
  const current = languages.find(({ language }) => language === chosen) ?? first;
  if (!first || !current)
    return (
      <StudioFrame org={org} title={<Name wraps>{name}</Name>}>
        <EmptyState title={t("noneFound")} />
      </StudioFrame>
    );
  const tabs = languages.map((template) => ({
    value: template.language,
    label: (
      <>
        {words.language(template.language)}
        <StateBadge status={template.status} />
      </>
    ),
    content: (
      <LanguageView
        org={org}
        template={template}
        mayWrite={may.write}
        ownAddress={studio.ownAddress}
        begun={drafts.find((one) => one.templateId === template.id) ?? null}
      />
    ),
  }));
  const add = {
    value: ADD,
    label: (
      <>
        <Plus size={13} aria-hidden />
        {t("addLanguage")}
      </>
    ),
    content: (
      <NewLanguage
        key={current.id}
        org={org}
        like={adding?.like ?? current}
        taken={languages.map((one) => one.language)}
        wanted={adding?.language ?? null}
        begun={adding ? null : (drafts.find(isOfNewLanguage) ?? null)}
        onDone={setChosen}
      />
    ),
  };
  const side = {
    value: SIDE,
    label: (
      <>
        <Columns2 size={13} aria-hidden />
        {t("side.tab")}
      </>
    ),
    content: (
      <SideBySide
        org={org}
        languages={languages}
        first={current}
        mayWrite={may.write}
        onOpen={setChosen}
        onStart={(language, like) => {
          setAdding({ language, like });
          setChosen(ADD);
        }}
      />
    ),
  };
  return (
    <StudioFrame
      org={org}
      title={<Name wraps>{name}</Name>}
      aside={<Usage named usage={usageOf({ connectionId, name, languages }, usage.data)} />}
      action={may.write ? <DeleteTemplate org={org} template={current} languages={languages.length} /> : null}
    >
      <Tabs
        label={t("languages")}
        value={chosen === ADD || chosen === SIDE ? chosen : current.language}
        onChange={(value) => {
          setAdding(null);
          setChosen(value);
        }}
        tabs={[...tabs, ...(may.write || languages.length > 1 ? [side] : []), ...(may.write ? [add] : [])]}
      />
    </StudioFrame>
  );
}
