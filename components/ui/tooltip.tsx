"use client";
import * as Radix from "radix-ui/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd";

/** Wraps the app once, so that moving along a toolbar shows the next tip at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}

type TooltipProps = {
  tip: ReactNode;
  keys?: string;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactElement;
};

/** Explains on hover and focus. Never the only place where something is said. */
export function Tooltip({ tip, keys, side = "top", children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={5}
          collisionPadding={8}
          className="z-50 max-w-72 rounded-md bg-ink px-2 py-1 text-sm text-paper shadow-float [&_kbd]:border-transparent [&_kbd]:bg-transparent [&_kbd]:text-paper"
        >
          {tip}
          {keys ? (
            <span className="ml-2 opacity-75">
              <Kbd keys={keys} />
            </span>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
