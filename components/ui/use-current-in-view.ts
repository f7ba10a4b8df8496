"use client";
import { type RefObject, useEffect, useRef } from "react";

/** Of a strip that scrolls sideways: brings its current link into view, on arrival and when it changes. */
export function useCurrentInView<T extends HTMLElement>(current: string | undefined): RefObject<T | null> {
  const strip = useRef<T>(null);
  useEffect(() => {
    const link = current === undefined ? null : strip.current?.querySelector("[aria-current]");
    link?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);
  return strip;
}
