"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Selection } from "./use-selection";

interface KeyActs {
  ids: string[];
  selected: string | null;
  onOpen: (id: string | null) => void;
  onReply: () => void;
  onClose: () => void;
  onLabels: () => void;
  onPriority: () => void;
  onSnooze: () => void;
  onPalette: () => void;
  onHelp: () => void;
  selection: Selection;
}

/** The keys of the inbox; none acts while one writes. Returns what they do, for the sheet that `?` opens. */
export function useInboxKeys(acts: KeyActs): { keys: string; does: string }[] {
  const t = useTranslations("inbox.keys");
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => act(event, latest.current);
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return [
    { keys: "J", does: t("next") },
    { keys: "K", does: t("previous") },
    { keys: "↵", does: t("open") },
    { keys: "X", does: t("select") },
    { keys: "⇧ J", does: t("selectDown") },
    { keys: "⇧ K", does: t("selectUp") },
    { keys: "R", does: t("reply") },
    { keys: "E", does: t("close") },
    { keys: "L", does: t("labels") },
    { keys: "P", does: t("priority") },
    { keys: "H", does: t("snooze") },
    { keys: "Esc", does: t("back") },
    { keys: "⌘ K", does: t("find") },
    { keys: "?", does: t("help") },
  ];
}

function act(event: KeyboardEvent, acts: KeyActs): void {
  // A dialog that this very key has just closed: it is gone from the page, but the key was meant for it.
  if (event.defaultPrevented) return;
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    acts.onPalette();
    return;
  }
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  const target = event.target as HTMLElement;
  const writing = target.matches("input:not([type=checkbox]), textarea, select, [contenteditable=true]");
  if (event.key === "Escape" && writing) target.blur();
  if (writing || document.querySelector("[role=dialog], [role=menu]")) return;
  const doing: Record<string, () => void> = {
    j: () => step(acts, 1),
    k: () => step(acts, -1),
    "shift j": () => extend(acts, 1),
    "shift k": () => extend(acts, -1),
    x: () => acts.selected && acts.selection.toggle(acts.selected),
    r: acts.onReply,
    e: acts.onClose,
    l: acts.onLabels,
    p: acts.onPriority,
    h: acts.onSnooze,
    "?": acts.onHelp,
  };
  const key = /^[JK]$/.test(event.key) ? `shift ${event.key.toLowerCase()}` : event.key;
  const leave = () => (acts.selection.ids.size > 0 ? acts.selection.clear() : acts.onOpen(null));
  const run = event.key === "Escape" ? leave : doing[key];
  if (!run) return;
  event.preventDefault();
  run();
}

/** Selects the one that is open and its neighbour, and goes there. */
function extend(acts: KeyActs, by: 1 | -1): void {
  const { ids, selected, selection } = acts;
  const next = selected ? ids[ids.indexOf(selected) + by] : undefined;
  selection.set([...selection.ids, ...[selected, next].flatMap((id) => id ?? [])]);
  step(acts, by);
}

/** Opens the neighbour: with the list beside the thread, moving is reading. */
function step({ ids, selected, onOpen }: KeyActs, by: 1 | -1): void {
  const at = selected ? ids.indexOf(selected) : by === 1 ? -1 : ids.length;
  const next = ids[Math.min(ids.length - 1, Math.max(0, at + by))];
  if (!next) return;
  onOpen(next);
  document.querySelector<HTMLElement>(`[data-conversation="${next}"]`)?.focus();
}
