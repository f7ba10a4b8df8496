"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { isTransient } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import type { ThreadMessage } from "./api";
import { inOrder, type OpenThread } from "./use-thread";

export interface Shown {
  messages: ThreadMessage[];
  /** Names the run of messages: another one begins at another place of the screen. */
  run: string;
  /** Its end is the conversation's: what arrives follows it. */
  atNewest: boolean;
  /** The message that was asked for, once it is among them. */
  target: string | null;
  looking: boolean;
  /** It is not in this conversation, or not for this member. */
  missing: boolean;
  loadOlder: (() => void) | null;
  loadNewer: (() => void) | null;
}

/**
 * The part of a conversation that is on screen: its newest messages, or those around the one that was asked for where it lies further
 * back. Another part replaces it only once it is there.
 */
export function useShown(conversationId: string, messageId: string | null, thread: OpenThread): Shown {
  const trpc = useTRPC();
  const [around, setAround] = useState(messageId);
  const range = useInfiniteQuery(
    trpc.conversations.thread.infiniteQueryOptions(
      { conversationId, around },
      {
        enabled: around !== null,
        getNextPageParam: (page) => page.before,
        getPreviousPageParam: (page) => (page.after === null ? null : { after: page.after }),
        placeholderData: (before) => before,
      },
    ),
  );
  const further = useMemo(() => inOrder(range.data?.pages), [range.data]);
  const inNewest = has(thread.messages, messageId);
  const inRange = around !== null && has(further, messageId);
  const wanted = messageId === null || inNewest ? null : inRange ? around : messageId;
  if (wanted !== around) setAround(wanted);
  const missing = wanted !== null && range.isError && !isTransient(range.error);
  const ranged = wanted !== null && further.length > 0;
  const run = useRef("newest");
  if (!ranged) run.current = "newest";
  else if (!range.isPlaceholderData) run.current = wanted;
  const common = {
    run: run.current,
    target: inNewest || inRange ? messageId : null,
    looking: wanted !== null && !inRange && !missing,
    missing,
  };
  if (!ranged)
    return {
      ...common,
      messages: thread.messages,
      atNewest: true,
      loadOlder: thread.loadOlder,
      loadNewer: null,
    };
  const idle = !range.isFetchingNextPage && !range.isFetchingPreviousPage && !range.isPlaceholderData;
  return {
    ...common,
    messages: further,
    atNewest: !range.hasPreviousPage,
    loadOlder: range.hasNextPage && idle ? () => void range.fetchNextPage() : null,
    loadNewer: range.hasPreviousPage && idle ? () => void range.fetchPreviousPage() : null,
  };
}

const has = (messages: ThreadMessage[], id: string | null): boolean =>
  id !== null && messages.some((message) => message.id === id);
