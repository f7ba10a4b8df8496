"use client";
import { useTranslations } from "next-intl";
import { type RefObject, useRef } from "react";
import { useKeys } from "@/components/shell/keys";
import { neighbour } from "./neighbour";
import type { Selection } from "./use-selection";

interface KeyActs {
  /** The conversations of the list as they stand there, held rows where they are held. */
  shown: RefObject<string[]>;
  selected: string | null;
  onOpen: (id: string | null) => void;
  onClose: () => void;
  onLabels: () => void;
  onPriority: () => void;
  onTransfer: () => void;
  onTask: () => void;
  onSnooze: () => void;
  onSearch: () => void;
  /** Null while nobody searches: then the list is the queue's, else what was found. */
  onLeaveSearch: (() => void) | null;
  selection: Selection;
}

/** The keys of the inbox as a whole. */
export function useInboxKeys(acts: KeyActs): void {
  const t = useTranslations("inbox.keys");
  const { selection } = acts;
  // Where the open one stands or last stood: what is closed leaves the list, and one moves on from there.
  const was = useRef(-1);
  const stands = acts.selected ? acts.shown.current.indexOf(acts.selected) : -1;
  if (stands >= 0 || !acts.selected) was.current = stands;
  const leave = () => {
    if (selection.ids.size > 0) selection.clear();
    else if (acts.selected || !acts.onLeaveSearch) acts.onOpen(null);
    else acts.onLeaveSearch();
  };
  const walk = (by: 1 | -1) => (acts.onLeaveSearch ? stepFound(by) : step(acts, was.current, by));
  useKeys([
    { press: "j", shown: "J", does: t("next"), run: () => walk(1) },
    { press: "k", shown: "K", does: t("previous"), run: () => walk(-1) },
    { press: "Enter", shown: "↵", does: t("open") },
    {
      press: "x",
      shown: "X",
      does: t("select"),
      run: () => acts.selected && selection.toggle(acts.selected),
    },
    { press: "J", shown: "⇧ J", does: t("selectDown"), run: () => extend(acts, was.current, 1) },
    { press: "K", shown: "⇧ K", does: t("selectUp"), run: () => extend(acts, was.current, -1) },
    { press: "e", shown: "E", does: t("close"), run: acts.onClose },
    { press: "l", shown: "L", does: t("labels"), run: acts.onLabels },
    { press: "p", shown: "P", does: t("priority"), run: acts.onPriority },
    { press: "t", shown: "T", does: t("transfer"), run: acts.onTransfer },
    { press: "b", shown: "B", does: t("task"), run: acts.onTask },
    { press: "h", shown: "H", does: t("snooze"), run: acts.onSnooze },
    { press: "Escape", shown: "Esc", does: t("back"), run: leave },
    { press: "/", shown: "/", does: t("search"), run: acts.onSearch },
  ]);
}

/** Selects the one that is open and its neighbour, and goes there. */
function extend(acts: KeyActs, was: number, by: 1 | -1): void {
  const { shown, selected, selection } = acts;
  const next = selected ? shown.current[shown.current.indexOf(selected) + by] : undefined;
  selection.set([...selection.ids, ...[selected, next].flatMap((id) => id ?? [])]);
  step(acts, was, by);
}

/** Opens the neighbour: with the list beside the thread, moving is reading. */
function step({ shown, selected, onOpen }: KeyActs, was: number, by: 1 | -1): void {
  const next = neighbour(shown.current, selected, was, by);
  if (next) openRow(next, onOpen);
}

/** Opens a conversation with its row in focus, so that the keys go on from there; null goes back to the list. */
export function openRow(id: string | null, onOpen: (id: string | null) => void): void {
  onOpen(id);
  document.querySelector<HTMLElement>(`[data-conversation="${id}"]`)?.focus();
}

/** Opens the neighbour of the hit that is open, or the first. */
function stepFound(by: 1 | -1): void {
  const hits = [...document.querySelectorAll<HTMLElement>("a[data-hit]")];
  const at = hits.findIndex((hit) => hit.getAttribute("aria-current") === "true");
  const next = hits[Math.min(hits.length - 1, Math.max(0, at + by))];
  next?.click();
  next?.focus();
}
