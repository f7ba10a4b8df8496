"use client";
import { useTranslations } from "next-intl";
import { useTemplateWords } from "@/components/templates/use-template-words";
import type { FieldControl } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { unsupportedParts } from "@/server/templates/rules/render";
import type { CampaignOptions, Draft, OptionTemplate } from "../types";

/** The account that a draft has decided for, by its numbers or else its template; null: none yet. */
export function accountOf(
  { numberIds, variants }: Draft,
  { numbers, templates }: CampaignOptions,
): string | null {
  const number = numbers.find(({ id }) => numberIds.includes(id));
  const template = templates.find(({ id }) => id === variants[0]?.templateId);
  return number?.connectionId ?? template?.connectionId ?? null;
}

/** What can be sent: approved, with parts that can be filled in, of the account where one is decided for. */
export const templatesFor = ({ templates }: CampaignOptions, account: string | null): OptionTemplate[] =>
  templates.filter(
    (one) =>
      one.status === "APPROVED" &&
      unsupportedParts(one.components).length === 0 &&
      (account === null || one.connectionId === account),
  );

type TemplateSelectProps = {
  control: FieldControl;
  templates: OptionTemplate[];
  chosen: string | null;
  onChoose: (templateId: string) => void;
};

export function TemplateSelect({ control, templates, chosen, onChoose }: TemplateSelectProps) {
  const t = useTranslations("campaigns");
  const words = useTemplateWords();
  return (
    <Select
      {...control}
      value={templates.some(({ id }) => id === chosen) ? (chosen ?? undefined) : undefined}
      placeholder={t("choose")}
      onChange={onChoose}
      options={templates.map(({ id, name, language, category }) => ({
        value: id,
        label: name,
        hint: `${words.language(language)} · ${words.category(category)}`,
      }))}
    />
  );
}
