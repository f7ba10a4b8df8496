"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from "@/components/ui/menu";
import type { ConditionKind } from "@/server/segments/rules/definition";
import { didKinds, whoKinds } from "./draft";
import type { SegmentOptions } from "./types";

type AddConditionProps = { options: SegmentOptions; onAdd: (kind: ConditionKind) => void };

/** What can be asked of a contact: who they are, then what they did. What there is nothing of says where it comes from. */
export function AddCondition({ options, onAdd }: AddConditionProps) {
  const t = useTranslations("segments");
  const lacking: Partial<Record<ConditionKind, string>> = {
    ...(options.attributes.some((one) => !one.archived) ? {} : { attribute: t("field.noAttributes") }),
    ...(options.objects.some((one) => !one.archived) ? {} : { object: t("field.noObjects") }),
    ...(options.labels.some((one) => !one.archived) ? {} : { label: t("field.noLabels") }),
    ...(options.lists.some((one) => !one.archived) ? {} : { list: t("field.noLists") }),
  };
  const item = (kind: (typeof whoKinds)[number] | (typeof didKinds)[number]) => (
    <MenuItem key={kind} disabled={lacking[kind] !== undefined} onSelect={() => onAdd(kind)}>
      <span className="grid">
        {t(`add.${kind}`)}
        {lacking[kind] ? <span className="text-sm text-ink-3">{lacking[kind]}</span> : null}
      </span>
    </MenuItem>
  );
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="sm">
          <Plus size={13} aria-hidden />
          {t("addCondition")}
        </Button>
      </MenuTrigger>
      <MenuContent align="start" className="max-h-[min(70vh,480px)] overflow-y-auto">
        <MenuLabel>{t("add.who")}</MenuLabel>
        {whoKinds.map(item)}
        <MenuLabel>{t("add.did")}</MenuLabel>
        {didKinds.map(item)}
      </MenuContent>
    </Menu>
  );
}
