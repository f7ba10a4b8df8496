"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { Item } from "./api";
import type { Offer } from "./use-suggestions";
import { LabelMark } from "./work/label-chip";
import { matches } from "./work/matches";

/** The labels for what was typed after the #. One that is chosen goes on the conversation, or comes off, and the word leaves the text. */
export function useLabelOffer(item: Item, typed: string | null): Offer | null {
  const t = useTranslations("work");
  const composing = useTranslations("composing.label");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const enabled = typed !== null;
  const { data: labels } = useQuery({ ...trpc.labels.list.queryOptions(), enabled, staleTime: 300_000 });
  const put = useMutation(trpc.labels.put.mutationOptions({ onError: (error) => toast(refusal(error)) }));
  if (typed === null || !labels) return null;
  const on = (id: string) => item.labels.some((label) => label.id === id);
  return {
    label: t("labels.act"),
    found: (count) => composing("found", { count }),
    list: labels
      .filter((label) => (!label.archived || on(label.id)) && matches(label.name, typed))
      .map(({ id, name, color }) => ({
        id,
        title: name,
        text: "",
        icon: <LabelMark color={color} />,
        hint: composing(on(id) ? "takeOff" : "putOn"),
        aside: on(id) ? <Check size={14} aria-label={t("chosen")} role="img" /> : undefined,
      })),
    onChosen: ({ id }) => {
      const change = on(id) ? { add: [], remove: [id] } : { add: [id], remove: [] };
      put.mutate({ conversationIds: [item.id], ...change });
    },
  };
}
