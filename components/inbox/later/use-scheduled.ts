"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { AppRouter } from "@/server/router";

export type ScheduledHere = inferRouterOutputs<AppRouter>["scheduled"]["list"];
export type ScheduledItem = ScheduledHere["items"][number];

/** What is to leave later in a conversation, kept fresh by the change feed. */
export function useScheduled(conversationId: string, enabled = true) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { queryKey, ...options } = trpc.scheduled.list.queryOptions({ conversationId });
  useChanges((changes) => {
    if (changes !== "all" && !changes.some((c) => c.kind === "conversation" && c.id === conversationId))
      return;
    void client.invalidateQueries({ queryKey });
  });
  return useQuery({ queryKey, ...options, enabled });
}

/** Planning, changing and taking back; what was done is said, what is refused in words. */
export function usePlanning(conversationId: string) {
  const t = useTranslations("composing.later");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const queryKey = trpc.scheduled.list.queryKey({ conversationId });
  const onError = (error: unknown) => toast(refusal(error));
  const onSettled = () => client.invalidateQueries({ queryKey });
  const told = (text: string) => ({ onError, onSettled, onSuccess: () => toast(text) });
  const create = useMutation(trpc.scheduled.create.mutationOptions({ onError, onSettled }));
  const change = useMutation(trpc.scheduled.change.mutationOptions(told(t("changed"))));
  const cancel = useMutation(trpc.scheduled.cancel.mutationOptions(told(t("cancelled"))));
  const sendNow = useMutation(trpc.scheduled.sendNow.mutationOptions({ onError, onSettled }));
  return { create, change, cancel, sendNow };
}
