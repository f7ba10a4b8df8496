"use client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
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
import { StateBadge } from "./state-badge";
import { StudioFrame } from "./studio-frame";
import type { Rights } from "./template-list";
import { useTemplateWords } from "./use-template-words";
import { whileInReview } from "./while-in-review";

type TemplatePageProps = { org: string; name: string; connectionId: string; may: Rights };

const ADD = "add";

/** A template in all its languages, one tab each: its state and why, its text, and how to change it. */
export function TemplatePage({ org, name, connectionId, may }: TemplatePageProps) {
  const t = useTranslations("templates");
  const words = useTemplateWords();
  const trpc = useTRPC();
  const { data: studio } = useSuspenseQuery(
    trpc.templates.studio.queryOptions({ name, connectionId }, whileInReview),
  );
  const usage = useQuery({ ...trpc.templates.usage.queryOptions(), enabled: may.costs, staleTime: 300_000 });
  const languages = studio.templates;
  const [chosen, setChosen] = useState("");
  const [first] = languages;
  const current = languages.find(({ language }) => language === chosen) ?? first;
  if (!first || !current)
    return (
      <StudioFrame org={org} title={<Name>{name}</Name>}>
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
    content: <LanguageView template={template} mayWrite={may.write} />,
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
        like={current}
        taken={languages.map((one) => one.language)}
        onDone={setChosen}
      />
    ),
  };
  return (
    <StudioFrame
      org={org}
      title={<Name>{name}</Name>}
      aside={<Usage named usage={usageOf({ connectionId, name, languages }, usage.data)} />}
      action={may.write ? <DeleteTemplate org={org} template={current} languages={languages.length} /> : null}
    >
      <Tabs
        label={t("languages")}
        value={chosen === ADD ? ADD : current.language}
        onChange={setChosen}
        tabs={may.write ? [...tabs, add] : tabs}
      />
    </StudioFrame>
  );
}
