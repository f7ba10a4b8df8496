"use client";
import { useLayoutEffect, useRef } from "react";
import type { Shown } from "./tooltip";

const GAP = 5;
const MARGIN = 8;

/** The tip itself, beside what it explains, inside the screen; the pointer may rest on it. */
export function TooltipLayer({
  id,
  rect,
  side,
  content,
  ...hover
}: Shown & { onEnter: () => void; onLeave: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tip = box.current;
    if (!tip) return;
    const { x, y } = placeFor(rect, { width: tip.offsetWidth, height: tip.offsetHeight }, side);
    tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }, [rect, side]);
  return (
    <div
      ref={box}
      id={id}
      role="tooltip"
      onPointerEnter={hover.onEnter}
      onPointerLeave={hover.onLeave}
      className="fixed top-0 left-0 z-50 w-max max-w-72 rounded-md bg-ink px-2 py-1 text-sm text-pretty text-paper shadow-float [&_kbd]:border-transparent [&_kbd]:bg-transparent [&_kbd]:text-paper"
    >
      {content}
    </div>
  );
}

function placeFor(rect: DOMRect, tip: { width: number; height: number }, side: Shown["side"]) {
  const fits = {
    top: rect.top > tip.height + GAP + MARGIN,
    bottom: rect.bottom + tip.height + GAP < innerHeight - MARGIN,
  };
  const above = (side === "top" && fits.top) || (side === "bottom" && !fits.bottom);
  const middle = {
    x: rect.left + (rect.width - tip.width) / 2,
    y: rect.top + (rect.height - tip.height) / 2,
  };
  const wished =
    side === "right"
      ? { x: rect.right + GAP, y: middle.y }
      : side === "left"
        ? { x: rect.left - tip.width - GAP, y: middle.y }
        : { x: middle.x, y: above ? rect.top - tip.height - GAP : rect.bottom + GAP };
  return {
    x: Math.min(Math.max(wished.x, MARGIN), innerWidth - tip.width - MARGIN),
    y: Math.min(Math.max(wished.y, MARGIN), innerHeight - tip.height - MARGIN),
  };
}
