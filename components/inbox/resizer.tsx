"use client";
import type { KeyboardEvent, PointerEvent } from "react";
import { cn } from "@/components/ui/cn";

type ResizerProps = {
  label: string;
  value: number;
  min: number;
  max: number;
  /** Which edge of its pane it is. */
  side: "left" | "right";
  onChange: (width: number) => void;
};

const STEP = 16;

/** The edge of a pane: drag it, or focus it and use the arrow keys. */
export function Resizer({ label, value, min, max, side, onChange }: ResizerProps) {
  const direction = side === "right" ? 1 : -1;
  const set = (width: number) => onChange(Math.round(Math.min(max, Math.max(min, width))));
  const drag = (down: PointerEvent<HTMLElement>) => {
    const edge = down.currentTarget;
    edge.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent) => set(value + direction * (event.clientX - down.clientX));
    edge.addEventListener("pointermove", move);
    edge.addEventListener("lostpointercapture", () => edge.removeEventListener("pointermove", move), {
      once: true,
    });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") set(value - direction * STEP);
    else if (event.key === "ArrowRight") set(value + direction * STEP);
    else if (event.key === "Home") set(min);
    else if (event.key === "End") set(max);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved.
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={drag}
      onKeyDown={press}
      className={cn(
        "absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none outline-offset-[-2px] hover:bg-line-strong/40 active:bg-line-strong/60 max-md:hidden",
        side === "right" ? "-right-1" : "-left-1",
      )}
    />
  );
}
