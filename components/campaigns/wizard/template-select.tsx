"use client";
import { useTranslations } from "next-intl";
import { useTemplateWords } from "@/components/templates/use-template-words";
import type { FieldControl } from "@/components/ui/field";
import { SearchSelect } from "@/components/ui/search-select";
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

/** Those of the account that cannot be sent: shown, so that nobody looks for them in vain. */
export const unsendable = (options: CampaignOptions, account: string | null): OptionTemplate[] => {
  const sendable = new Set(templatesFor(options, account));
  return options.templates.filter(
    (one) => !sendable.has(one) && (account === null || one.connectionId === account),
  );
};

type TemplateSelectProps = {
  control: FieldControl;
  templates: OptionTemplate[];
  others?: OptionTemplate[];
  chosen: string | null;
  onChoose: (templateId: string) => void;
};

/** Found by its name, language or category; each with its languages, what it counts as and how it is liked. */
export function TemplateSelect({ control, templates, others = [], chosen, onChoose }: TemplateSelectProps) {
  const t = useTranslations("campaigns");
  const hintOf = useHint([...templates, ...others]);
  const option = (one: OptionTemplate, disabled: boolean) => {
    const hint = hintOf(one, disabled);
    return {
      value: one.id,
      label: one.name,
      words: `${one.name.replaceAll("_", " ")} ${hint}`,
      hint,
      disabled,
    };
  };
  return (
    <SearchSelect
      control={control}
      label={t("message.template")}
      value={chosen}
      placeholder={t("choose")}
      onChange={onChoose}
      options={[...templates.map((one) => option(one, false)), ...others.map((one) => option(one, true))]}
    />
  );
}

function useHint(all: OptionTemplate[]): (one: OptionTemplate, unsendable: boolean) => string {
  const t = useTranslations("campaigns.message");
  const words = useTemplateWords();
  const known = (quality: string | null) => quality !== null && quality.toUpperCase() !== "UNKNOWN";
  const why = ({ status, components }: OptionTemplate) => {
    if (status !== "APPROVED") return words.state(status);
    return t(unsupportedParts(components).includes("LOST_LINK") ? "lostLink" : "notFillable");
  };
  return (one, refused) => {
    const siblings = all.filter(
      ({ id, name, connectionId }) => id !== one.id && name === one.name && connectionId === one.connectionId,
    );
    const also = siblings.map(({ language }) => words.language(language)).join(", ");
    return [
      also
        ? t("alsoIn", { language: words.language(one.language), others: also })
        : words.language(one.language),
      words.category(one.category),
      refused ? why(one) : null,
      known(one.quality) ? t("quality", { quality: words.quality(one.quality ?? "") }) : null,
    ]
      .filter(Boolean)
      .join(" · ");
  };
}
