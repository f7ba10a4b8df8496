"use client";
import { useEffect, useRef } from "react";
import { HeldList } from "./held-list";
import { MentionsList } from "./mentions-list";

export type ToldListProps = {
  selected: string | null;
  hrefOf: (conversationId: string, messageId?: string) => string;
  onOpen: (conversationId: string, messageId?: string) => void;
  /** The conversations in their order, for the keys that walk through them. */
  onListed: (ids: string[]) => void;
};

/** What one is told of beside the queues: where one was named, or what did not leave. */
export function ToldList({ told, ...props }: ToldListProps & { told: "mentions" | "held" }) {
  return told === "mentions" ? <MentionsList {...props} /> : <HeldList {...props} />;
}

/** Says which conversations are listed whenever that changes, and that none is when the list goes. */
export function useListed(ids: string[], onListed: ToldListProps["onListed"]): void {
  const tell = useRef(onListed);
  tell.current = onListed;
  const listed = [...new Set(ids)].join(" ");
  useEffect(() => {
    tell.current(listed === "" ? [] : listed.split(" "));
    return () => tell.current([]);
  }, [listed]);
}
