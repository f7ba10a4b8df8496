"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";

/** Keeps the member's drafts fresh for the rows of the list; once per page. */
export function useFreshDrafts(memberId: string): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  useChanges((changes) => {
    if (changes === "all" || changes.some((c) => c.kind === "draft" && c.id === memberId))
      void client.invalidateQueries({ queryKey: trpc.drafts.list.queryKey() });
  });
}

/** How the member's unsent texts begin, by conversation: for the rows of the list. */
export function useDraftLines(): ReadonlyMap<string, string> {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.drafts.list.queryOptions(), staleTime: 5 * 60_000 });
  return useMemo(() => new Map(data?.map((one) => [one.conversationId, one.start])), [data]);
}
