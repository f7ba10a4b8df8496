"use client";
import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import {
  Menu,
  MenuCheckItem,
  MenuContent,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSub,
  MenuTrigger,
} from "@/components/ui/menu";
import type { ConversationFilter, ConversationSort } from "@/server/conversations/rules/conversation-filter";
import { type FilterField, filterFields, sorts } from "@/server/conversations/rules/filter-address";
import { type FilterOption, useFilterWords } from "./use-filter-words";

type FilterMenuProps = {
  trigger: ReactElement;
  filter: ConversationFilter;
  onChange: (filter: ConversationFilter) => void;
};

/** Every condition that can be set, each with its values; stays open while one combines. */
export function FilterMenu({ trigger, filter, onChange }: FilterMenuProps) {
  const words = useFilterWords();
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="start">
        {filterFields.map((field) =>
          field === "unread" || field === "late" ? (
            <MenuCheckItem
              key={field}
              checked={filter[field] === true}
              onChange={(on) => onChange({ ...filter, [field]: on ? true : undefined })}
            >
              {words.field(field)}
            </MenuCheckItem>
          ) : (
            <MenuSub key={field} label={words.field(field)}>
              {words.options(field).map((option) => (
                <MenuCheckItem
                  key={option.value}
                  checked={has(filter, field, option)}
                  onChange={() => onChange(toggled(filter, field, option))}
                >
                  <bdi>{option.label}</bdi>
                </MenuCheckItem>
              ))}
            </MenuSub>
          ),
        )}
      </MenuContent>
    </Menu>
  );
}

const valuesOf = (filter: ConversationFilter, field: FilterField): unknown[] => [filter[field] ?? []].flat();

function has(filter: ConversationFilter, field: FilterField, { value }: FilterOption): boolean {
  return valuesOf(filter, field).includes(value);
}

/** One value more or less; of hours there is but one. */
function toggled(filter: ConversationFilter, field: FilterField, option: FilterOption): ConversationFilter {
  const on = !has(filter, field, option);
  if (field === "ends" || field === "due" || field === "quiet" || field === "recent")
    return { ...filter, [field]: on ? option.value : undefined };
  const others = valuesOf(filter, field).filter((value) => value !== option.value);
  const values = on ? [...others, option.value] : others;
  return { ...filter, [field]: values.length > 0 ? values : undefined };
}

type Order = ConversationSort | "sections";
type SortMenuProps = {
  trigger: ReactElement;
  value: Order;
  onChange: (sort: Order) => void;
  /** Whether there is a queue to go back to, in its sections. */
  plain: boolean;
};

export function SortMenu({ trigger, value, onChange, plain }: SortMenuProps) {
  const t = useTranslations("inbox.views.sort");
  const orders: Order[] = [...(plain ? (["sections"] as const) : []), ...sorts];
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="start">
        <MenuRadioGroup value={value} onValueChange={(next) => onChange(next as Order)}>
          {orders.map((sort) => (
            <MenuRadioItem key={sort} value={sort}>
              {t(sort)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
