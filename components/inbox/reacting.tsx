"use client";
import { useMutation } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { useClock } from "@/components/clock";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { replyWindow } from "@/server/conversations/rules/reply-window";
import { allows, type Role } from "@/server/permissions";
import type { Item, ThreadMessage } from "./api";

type React = ((messageId: string, emoji: string) => void) | null;
const Reacting = createContext<React>(null);

/** Lets the messages below it be reacted to while the conversation is open, its window too, and the member may write. */
export function ReactingProvider({ item, role, children }: { item: Item; role: Role; children: ReactNode }) {
  const trpc = useTRPC();
  const refusal = useRefusal();
  const now = useClock();
  const { mutate } = useMutation(
    trpc.conversations.react.mutationOptions({ onError: (error) => toast(refusal(error)) }),
  );
  const open = replyWindow(item.windowHours, { serviceExpiresAt: item.windowExpiresAt }, now).open;
  const may = open && item.state === "open" && allows(role, "conversations:reply");
  const react: React = may
    ? (messageId, emoji) => mutate({ conversationId: item.id, messageId, emoji })
    : null;
  return <Reacting value={react}>{children}</Reacting>;
}

/** Puts our reaction on a message, or takes it back with an empty emoji; undefined where that cannot be. */
export function useReact(message: ThreadMessage): ((emoji: string) => void) | undefined {
  const react = useContext(Reacting);
  const here = message.direction === "in" || reached.includes(message.delivery?.state ?? "");
  if (!react || !here || message.revoked) return undefined;
  return (emoji) => react(message.id, emoji);
}

/** Only what the customer has can be reacted to. */
const reached = ["sent", "delivered", "read"];
