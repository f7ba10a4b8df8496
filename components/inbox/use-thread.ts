"use client";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { isTransient } from "@/components/query-client";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import type { Item, NextPrices, Panel, ThreadMessage } from "./api";

export interface OpenThread {
  item: Item | null | undefined;
  /** The newest, and what was loaded above them. */
  messages: ThreadMessage[];
  pending: boolean;
  /** Not there for this member, or nobody answered. */
  failed: "gone" | "unreached" | null;
  retry: () => void;
  loadOlder: (() => void) | null;
  /** The first message that nobody had read when this was opened. */
  unread: { id: string; seq: number } | null;
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
      changes.some(
        ({ kind, id }) =>
          (kind === "conversation" && id === conversationId) ||
          (kind === "contact" && (id === null || id === item.data?.contactId)),
      );
    if (!mine) return;
    void client.invalidateQueries({ queryKey: trpc.conversations.byId.queryKey({ id: conversationId }) });
    void client.invalidateQueries({
      queryKey: trpc.conversations.thread.infiniteQueryKey({ conversationId }),
    });
    void client.invalidateQueries({ queryKey: trpc.conversations.price.queryKey({ conversationId }) });
    void client.invalidateQueries({ queryKey: trpc.conversations.panel.queryKey({ conversationId }) });
  });
  const messages = useMemo(() => inOrder(thread.data?.pages), [thread.data]);
  const opened = useRef<OpenThread["unread"] | undefined>(undefined);
  if (opened.current === undefined && thread.data) opened.current = thread.data.pages[0]?.unread ?? null;
  // A question that found nobody leaves on screen what is known; an answer that refuses does not.
  const refused = thread.isError && !isTransient(thread.error);
  return {
    item: item.data,
    messages,
    pending: thread.isPending || item.isPending,
    failed: item.data === null || refused ? "gone" : thread.isError && !thread.data ? "unreached" : null,
    retry: () => {
      void thread.refetch();
      void item.refetch();
    },
    loadOlder: thread.hasNextPage && !thread.isFetchingNextPage ? () => void thread.fetchNextPage() : null,
    unread: opened.current ?? null,
    prices: prices.data,
    panel: panel.data,
  };
}

/** Pages as they come, the newest first, as the thread reads: the oldest first. */
export const inOrder = (pages: { messages: ThreadMessage[] }[] | undefined): ThreadMessage[] =>
  [...(pages ?? [])].reverse().flatMap((page) => page.messages);
