"use client";
import { type FocusEvent, type PointerEvent, useEffect, useRef, useState } from "react";

/** Who walks through the list by keys is done with it after this long, in ms: the row in focus is theirs wherever it stands. */
const walking = 5_000;

/**
 * Whether somebody aims at a row: the pointer came over the list and has neither pressed nor left, or keys move through it. Work elsewhere
 * ends it: a hand on the keyboard aims at nothing here.
 */
export function useAiming() {
  const [aiming, setAiming] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const rest = () => {
    clearTimeout(timer.current);
    setAiming(false);
  };
  useEffect(() => {
    const elsewhere = (event: Event) => {
      if (list.current?.contains(event.target as Node)) return;
      clearTimeout(timer.current);
      setAiming(false);
    };
    document.addEventListener("focusin", elsewhere);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("focusin", elsewhere);
    };
  }, []);
  const on = {
    onPointerMove: ({ pointerType }: PointerEvent) => {
      // A finger is gone once it has pressed.
      if (pointerType === "touch") return;
      clearTimeout(timer.current);
      setAiming(true);
    },
    onPointerLeave: rest,
    onClick: rest,
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      if (!target.matches(":focus-visible")) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(rest, walking);
      setAiming(true);
    },
  };
  return { aiming, rest, list, on };
}
