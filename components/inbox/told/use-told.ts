"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import { allows, type Role } from "@/server/permissions";

/** What a member is told of beside the queues: notes that name them, and messages of theirs that did not leave. */
export function useTold(role: Role) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const mentions = useQuery({
    ...trpc.mentions.count.queryOptions(),
    enabled: allows(role, "conversations:note"),
  });
  const held = useQuery({
    ...trpc.scheduled.held.queryOptions(),
    enabled: allows(role, "conversations:reply"),
  });
  useChanges((changes) => {
    const of = (kind: string) => changes === "all" || changes.some((c) => c.kind === kind);
    if (of("mention")) {
      void client.invalidateQueries({ queryKey: trpc.mentions.count.queryKey() });
      void client.invalidateQueries({ queryKey: trpc.mentions.list.infiniteQueryKey() });
    }
    if (of("scheduled")) void client.invalidateQueries({ queryKey: trpc.scheduled.held.queryKey() });
  });
  return { mentions: mentions.data, held: held.data };
}

/** Whoever has a conversation before their eyes has read where it names them. */
export function useMentionsSeen(conversationId: string): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data } = useQuery({ ...trpc.mentions.count.queryOptions(), enabled: false });
  const read = useMutation(
    trpc.mentions.markRead.mutationOptions({
      onSettled: () => {
        void client.invalidateQueries({ queryKey: trpc.mentions.count.queryKey() });
        void client.invalidateQueries({ queryKey: trpc.mentions.list.infiniteQueryKey() });
      },
    }),
  );
  const tell = useRef(read.mutate);
  tell.current = read.mutate;
  const named = data?.conversationIds.includes(conversationId) ?? false;
  useEffect(() => {
    if (!named) return;
    const see = () => {
      if (!document.hidden) tell.current({ conversationId });
    };
    see();
    document.addEventListener("visibilitychange", see);
    return () => document.removeEventListener("visibilitychange", see);
  }, [named, conversationId]);
}
