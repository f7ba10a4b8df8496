"use client";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Go, Place } from "../use-place";

/** Where one is, and the way from there. */
export type HitPlace = { place: Place; hrefOf: (to: Partial<Place>) => string; go: Go };

type HitLinkProps = { at: HitPlace; conversationId: string; messageId: string | null; children: ReactNode };

/** One thing that was found: opens its conversation, at its message, and stays in the list as the open one. */
export function HitLink({ at, conversationId, messageId, children }: HitLinkProps) {
  const to = { conversationId, messageId };
  const open =
    at.place.conversationId === conversationId && (messageId === null || at.place.messageId === messageId);
  return (
    <a
      href={at.hrefOf(to)}
      data-hit
      aria-current={open ? "true" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        at.go(to);
      }}
      className={cn(
        "relative block border-b border-line px-3 py-2 outline-offset-[-2px]",
        open
          ? "bg-selected before:absolute before:inset-y-0 before:left-0 before:w-[2px] before:bg-ink"
          : "hover:bg-hover",
      )}
    >
      {children}
    </a>
  );
}
