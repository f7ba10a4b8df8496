"use client";
import { useEffect, useRef } from "react";

export interface Key {
  /** As `event.key` says it, letters in lower case; "mod+" before it for ⌘ or Ctrl, "mod+shift+" with ⇧ as well. */
  press: string;
  /** As the sheet shows it. */
  shown: string;
  does: string;
  /** Absent where the browser itself does it. */
  run?: () => void;
  /** Also while one writes. */
  always?: boolean;
}

/** What the keys do here: the one registry that both acts and tells, so that the sheet cannot lie. */
const registered = new Set<{ current: Key[] }>();

/** Registers keys while the component stands. None acts while one writes or while a dialog or a menu is open. */
export function useKeys(keys: Key[]): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (registered.size === 0) listen();
    registered.add(latest);
    return () => {
      registered.delete(latest);
      if (registered.size === 0) unlisten();
    };
  }, []);
}

/** Every key that does something on the page as it stands. */
export function currentKeys(): Pick<Key, "shown" | "does">[] {
  return [...registered].flatMap((one) => one.current);
}

function listen(): void {
  window.addEventListener("keydown", follow, true);
  window.addEventListener("pointerdown", forget, true);
  window.addEventListener("keydown", act);
}

function unlisten(): void {
  window.removeEventListener("keydown", follow, true);
  window.removeEventListener("pointerdown", forget, true);
  window.removeEventListener("keydown", act);
}

/** Where a letter was last written, and when, as events tell the time in ms. */
let written: { field: HTMLElement; at: number } | null = null;

/** So long after a letter, in ms, the next one belongs to the same words. */
const breath = 1_000;

const isField = (target: HTMLElement): boolean =>
  target.matches("input:not([type=checkbox]), textarea, select, [contenteditable=true]");

/** Before anybody else hears of the key: Enter, Escape or a command end what was being written, whoever acts on them. */
function follow({ target, key, timeStamp, metaKey, ctrlKey }: KeyboardEvent): void {
  if (key === "Shift") return;
  if (key.length > 1 || metaKey || ctrlKey) written = null;
  else if (target instanceof HTMLElement && isField(target)) written = { field: target, at: timeStamp };
}

/** A press elsewhere ends it as well. */
function forget(): void {
  written = null;
}

/** The field went away under the hands, as when a window ends: what is still being written is no command. */
function writesOn({ timeStamp }: KeyboardEvent): boolean {
  if (!written || written.field.isConnected || timeStamp > written.at + breath) return false;
  written.at = timeStamp;
  return true;
}

function act(event: KeyboardEvent): void {
  const modified = event.metaKey || event.ctrlKey;
  if (event.altKey || event.defaultPrevented) return;
  const pressed = modified ? `mod+${event.shiftKey ? "shift+" : ""}${event.key.toLowerCase()}` : event.key;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const writing = target ? isField(target) : false;
  if (!modified && !writing && writesOn(event)) return;
  const key = [...registered].flatMap((one) => one.current).find((one) => one.press === pressed && one.run);
  if (event.key === "Escape" && writing) target?.blur();
  if (!key?.always && (writing || document.querySelector("[role=dialog], [role=menu]"))) return;
  if (!key?.run) return;
  event.preventDefault();
  key.run();
}
