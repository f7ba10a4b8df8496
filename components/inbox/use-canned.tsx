"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import { findCanned } from "@/server/conversations/canned/rules/find";
import { fill } from "@/server/conversations/canned/rules/variables";
import type { Offer } from "./use-suggestions";

/** So many are offered at once: who wants another types a letter more. */
const shown = 30;

/** Canned replies for what was typed after the slash, with their variables filled in for this conversation. */
export function useCanned(conversationId: string, typed: string | null): Offer | null {
  const t = useTranslations("composing.canned");
  const language = useTranslations("common.language");
  const trpc = useTRPC();
  const client = useQueryClient();
  const enabled = typed !== null;
  const minutes = 5 * 60_000;
  const { data: all } = useQuery({ ...trpc.canned.list.queryOptions(), enabled, staleTime: minutes });
  const { data: values } = useQuery({
    ...trpc.canned.values.queryOptions({ conversationId }),
    enabled,
    staleTime: minutes,
  });
  useChanges((changes) => {
    if (changes === "all" || changes.some((c) => c.kind === "canned"))
      void client.invalidateQueries({ queryKey: trpc.canned.list.queryKey() });
  });
  if (typed === null || !all || !values) return null;
  return {
    label: t("picker"),
    found: (count) => t("found", { count }),
    list: findCanned(all, typed)
      .slice(0, shown)
      .map((one) => {
        const text = fill(one.body, values);
        return {
          id: one.id,
          title: `/${one.shortcut}`,
          hint: text.replace(/\s+/g, " "),
          text,
          aside: (
            <span className="shrink-0 text-sm text-ink-3">
              {one.folder ? <bdi>{one.folder}</bdi> : language(one.language)}
            </span>
          ),
        };
      }),
  };
}
