"use client";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { isTransient } from "@/components/query-client";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import type { Item, NextPrices, Panel, ThreadMessage } from "./api";

export interface OpenThread {
  item: Item | null | undefined;
  messages: ThreadMessage[];
  pending: boolean;
  failed: boolean;
  loadOlder: (() => void) | null;
  prices: NextPrices | undefined;
  panel: Panel | undefined;
}

/** Everything of the open conversation, kept fresh by the change feed. */
export function useThread(conversationId: string): OpenThread {
  const trpc = useTRPC();
  const client = useQueryClient();
  const item = useQuery(trpc.conversations.byId.queryOptions({ id: conversationId }));
  const thread = useInfiniteQuery(
    trpc.conversations.thread.infiniteQueryOptions(
      { conversationId },
      { getNextPageParam: (page) => page.before },
    ),
  );
  const prices = useQuery(trpc.conversations.price.queryOptions({ conversationId }));
  const panel = useQuery(trpc.conversations.panel.queryOptions({ conversationId }));
  useChanges((changes) => {
    const mine =
      changes === "all" ||
      changes.some((c) => (c.kind === "conversation" && c.id === conversationId) || c.kind === "contact");
    if (!mine) return;
    void client.invalidateQueries({ queryKey: trpc.conversations.byId.queryKey({ id: conversationId }) });
    void client.invalidateQueries({
      queryKey: trpc.conversations.thread.infiniteQueryKey({ conversationId }),
    });
    void client.invalidateQueries({ queryKey: trpc.conversations.price.queryKey({ conversationId }) });
    void client.invalidateQueries({ queryKey: trpc.conversations.panel.queryKey({ conversationId }) });
  });
  const messages = useMemo(
    () => (thread.data ? [...thread.data.pages].reverse().flatMap((p) => p.messages) : []),
    [thread.data],
  );
  return {
    item: item.data,
    messages,
    pending: thread.isPending || item.isPending,
    // A question that found nobody leaves on screen what is known; an answer that refuses does not.
    failed: item.data === null || (thread.isError && (!thread.data || !isTransient(thread.error))),
    loadOlder: thread.hasNextPage && !thread.isFetchingNextPage ? () => void thread.fetchNextPage() : null,
    prices: prices.data,
    panel: panel.data,
  };
}
