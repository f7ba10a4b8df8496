"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";

/**
 * What is known of conversations that are not on screen is out of date as soon as they change: opened again, they are asked for,
 * however lately they were read.
 */
export function useKnownThreads(): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  useChanges((changes) => {
    const { byId, thread, price, panel } = trpc.conversations;
    const stale = (queryKey: readonly unknown[]) =>
      void client.invalidateQueries({ queryKey, refetchType: "none", type: "inactive" });
    if (changes === "all") {
      for (const one of [byId, thread, price, panel]) stale(one.pathKey());
      return;
    }
    const ids = new Set(changes.flatMap((c) => (c.kind === "conversation" && c.id ? [c.id] : [])));
    for (const conversationId of ids) {
      stale(byId.queryKey({ id: conversationId }));
      stale(thread.infiniteQueryKey({ conversationId }));
      stale(price.queryKey({ conversationId }));
      stale(panel.queryKey({ conversationId }));
    }
  });
}
