"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { SandboxClock } from "./types";

const hour = 3_600_000;

/** The organization's clock: where it stands, and moving it. */
export function useSandboxClock(initial: SandboxClock) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const options = trpc.sandbox.clock.queryOptions();
  const { data: clock } = useQuery({ ...options, initialData: initial });
  const moving = useMutation(
    trpc.sandbox.moveClock.mutationOptions({
      // Everything on screen that was drawn by the clock.
      onSuccess: () => client.invalidateQueries(),
      onError: (refused) => toast(refusal(refused)),
    }),
  );
  return { clock, moving: moving.isPending, move: (offsetMs: number) => moving.mutate({ offsetMs }) };
}

/** How far ahead, in words: `25 h`, `3 d 2 h`. */
export function useAhead(): (offsetMs: number) => string {
  const t = useTranslations("sandbox.phone");
  return (offsetMs) => {
    const hours = Math.round(offsetMs / hour);
    if (hours < 48) return t("hours", { hours });
    return t("days", { days: Math.floor(hours / 24), hours: hours % 24 });
  };
}
