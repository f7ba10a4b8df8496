"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useKeys } from "@/components/shell/keys";

/** The ways through an open conversation. `unread` is null where everything was read. */
export interface Jumps {
  find: () => void;
  date: () => void;
  unread: (() => void) | null;
  newest: () => void;
}

/** What of it is open: the bar that searches, the question for a day. */
export type JumpPart = "find" | "date" | null;

/** The ways through a conversation with their keys. */
export function useJumps({
  unread,
  onMessage,
}: {
  unread: { id: string } | null;
  onMessage: (messageId: string | null) => void;
}): { part: JumpPart; setPart: (part: JumpPart) => void; jumps: Jumps } {
  const t = useTranslations("inbox.keys");
  const [part, setPart] = useState<JumpPart>(null);
  const jumps: Jumps = {
    find: () => setPart("find"),
    date: () => setPart("date"),
    unread: unread ? () => onMessage(unread.id) : null,
    newest: () => onMessage(null),
  };
  const findHere = { does: t("findHere"), run: jumps.find };
  useKeys([
    { press: "f", shown: "F", ...findHere },
    // Not all of a conversation is in the page for the browser to search. Pressed again, the key is the browser's.
    ...(part === "find" ? [] : [{ press: "mod+f", shown: "⌘ F", ...findHere, always: true }]),
    { press: "d", shown: "D", does: t("date"), run: jumps.date },
    ...(jumps.unread ? [{ press: "u", shown: "U", does: t("unread"), run: jumps.unread }] : []),
    { press: "End", shown: "End", does: t("newest"), run: jumps.newest },
  ]);
  return { part, setPart, jumps };
}
