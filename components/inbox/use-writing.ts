"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useKeys } from "@/components/shell/keys";
import type { ComposerMode } from "./composer-frame";
import { addressedId, onMoved } from "./use-place";

const wanted = "hilo:write";
/** What was last wanted of the conversation in the address, until it is carried out there. */
let wish: { conversationId: string; mode: ComposerMode } | null = null;

/**
 * A reply and a note have a key each: neither ends up in the other's field. They belong to the page, not to the thread: pressed right after
 * the step to a conversation, or while it loads, they are meant for that one, and wait until it is drawn.
 */
export function useWritingKeys({ open, mayReply }: { open: boolean; mayReply: boolean }): void {
  const t = useTranslations("inbox.keys");
  const want = (mode: ComposerMode) => () => {
    const conversationId = addressedId();
    wish = conversationId ? { conversationId, mode } : null;
    window.dispatchEvent(new Event(wanted));
  };
  // At the very step, since nothing need be drawn of it: who goes elsewhere wants nothing of it any more, least of all on coming back.
  useEffect(
    () =>
      onMoved(() => {
        if (wish?.conversationId !== addressedId()) wish = null;
      }),
    [],
  );
  useKeys([
    ...(open && mayReply ? [{ press: "r", shown: "R", does: t("reply"), run: want("reply") }] : []),
    ...(open ? [{ press: "n", shown: "N", does: t("note"), run: want("note") }] : []),
  ]);
}

/** Carries out in a conversation that is drawn what was wanted of it, be it before or from now on. */
export function useWished(conversationId: string, write: (mode: ComposerMode) => void): void {
  const latest = useRef(write);
  latest.current = write;
  useEffect(() => {
    const take = () => {
      if (wish?.conversationId !== conversationId) return;
      const { mode } = wish;
      wish = null;
      latest.current(mode);
    };
    // React is drawing: what is to be drawn at once waits until it has.
    queueMicrotask(take);
    window.addEventListener(wanted, take);
    return () => window.removeEventListener(wanted, take);
  }, [conversationId]);
}
