"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { type Variable, variables } from "@/server/conversations/canned/rules/variables";
import type { Offer } from "./use-suggestions";
import { matches } from "./work/matches";

/** Key of a variable's name in the texts: a dot would mean a level there. */
const named = (variable: Variable) => variable.replace(".", "-") as "contact-name";

/** What is known of this conversation for what was typed after the brace, each with its value; one that is unknown is asked for. */
export function useVariableOffer(conversationId: string, typed: string | null): Offer | null {
  const t = useTranslations("composing");
  const trpc = useTRPC();
  const { data: values } = useQuery({
    ...trpc.canned.values.queryOptions({ conversationId }),
    enabled: typed !== null,
    staleTime: 5 * 60_000,
  });
  if (typed === null || !values) return null;
  const sought = typed.replace(/^\{/, "");
  return {
    label: t("canned.insertVariable"),
    found: (count) => t("variable.found", { count }),
    list: variables
      .filter((one) => matches(`${one} ${t(`variable.${named(one)}`)}`, sought))
      .map((one) => ({
        id: one,
        title: t(`variable.${named(one)}`),
        hint: values[one]?.trim() || t("variable.unknown"),
        text: values[one]?.trim() || `{{${one}}}`,
      })),
  };
}
