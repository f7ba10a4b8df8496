"use client";
import { useEffect, useRef } from "react";
import type { Jumps } from "@/components/inbox/use-jumps";

/** An open conversation, by what can be done in it from outside. */
export interface StagedConversation {
  id: string;
  reply: () => void;
  note: () => void;
  /** Null where nothing may be sent. */
  template: (() => void) | null;
  canned: (() => void) | null;
  panel: () => void;
  jumps: Jumps;
}

/** A conversation on screen: found at its first letter, before anybody asked the server. */
export interface StagedRow {
  id: string;
  name: string;
  address: string | null;
  last: string | undefined;
}

/** What stands on the page that ⌘K can act on. */
export interface Stage {
  conversation?: StagedConversation;
  rows?: StagedRow[];
  /** Opens a conversation without a new page; absent where there is no inbox. */
  open?: (conversationId: string, messageId: string | null) => void;
  find?: (query: string) => void;
  /** What else can be done here, as it stands when asked. */
  acts?: { id: string; label: string; keys: string; run: () => void }[];
}

const staged = new Set<{ current: Stage }>();

/** Puts it on the stage while the component stands. */
export function useStage(stage: Stage): void {
  const latest = useRef(stage);
  latest.current = stage;
  useEffect(() => {
    staged.add(latest);
    return () => {
      staged.delete(latest);
    };
  }, []);
}

/** All that stands on the page now. */
export function currentStage(): Stage {
  return Object.assign({}, ...[...staged].map((one) => one.current));
}
