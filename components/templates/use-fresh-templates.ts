"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";

/** Asks again for what is on screen of templates, once one changed: by the carrier's verdict, or by somebody else's work. */
export function useFreshTemplates(): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  useChanges((changes) => {
    if (changes !== "all" && !changes.some(({ kind }) => kind === "template")) return;
    for (const { queryKey } of [trpc.templates.studio, trpc.templates.versions, trpc.templates.drafts])
      void client.invalidateQueries({ queryKey: queryKey() });
  });
}
