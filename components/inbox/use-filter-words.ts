"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import type { ConversationFilter } from "@/server/conversations/rules/conversation-filter";
import { type FilterField, lastKinds, statuses } from "@/server/conversations/rules/filter-address";

export type FilterOption = { value: string | number; label: string };

/** Hours that one chooses from. */
const hourChoices = [1, 2, 4, 8, 12, 24, 48, 72, 168];

/** What a filter says, and what each of its fields may be, with the organization's own names. */
export function useFilterWords() {
  const t = useTranslations("inbox.views");
  const trpc = useTRPC();
  const fresh = { staleTime: 60_000 };
  const { data: members = [] } = useQuery({ ...trpc.organizations.members.queryOptions(), ...fresh });
  const { data: teams = [] } = useQuery({ ...trpc.organizations.teams.queryOptions(), ...fresh });
  const { data: numbers = [] } = useQuery({ ...trpc.channels.list.queryOptions(), ...fresh });
  const { data: labels = [] } = useQuery({ ...trpc.labels.list.queryOptions(), ...fresh });
  const named = (list: { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  const said = <F extends "status" | "kind">(field: F, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${field}.${value}` as "status.awaiting") }));
  const options = (field: FilterField): FilterOption[] => {
    switch (field) {
      case "status":
        return said("status", statuses);
      case "kind":
        return said("kind", lastKinds);
      case "assignee":
        return [
          { value: "me", label: t("assignee.me") },
          { value: "nobody", label: t("assignee.nobody") },
          ...named(members),
        ];
      case "team":
        return [
          { value: "mine", label: t("team.mine") },
          { value: "none", label: t("team.none") },
          ...named(teams),
        ];
      case "number":
        return named(numbers);
      case "label":
        return named(labels);
      case "priority":
        return [
          { value: 2, label: t("priority.urgent") },
          { value: 1, label: t("priority.high") },
          { value: 0, label: t("priority.normal") },
        ];
      case "unread":
      case "late":
        return [];
      default:
        return hourChoices.map((hours) => ({ value: hours, label: t("hours", { hours }) }));
    }
  };
  const wordOf = (field: FilterField, value: string | number) =>
    options(field).find((option) => option.value === value)?.label ??
    (typeof value === "number" ? t("hours", { hours: value }) : t("gone"));
  return {
    field: (field: FilterField) => t(`field.${field}`),
    options,
    chip: (filter: ConversationFilter, field: FilterField) => {
      const value = filter[field];
      if (value === true) return t(`field.${field}`);
      const values = [value ?? []].flat().map((one) => wordOf(field, one));
      return t("chip", { field: t(`field.${field}`), values: values.join(", ") });
    },
  };
}
