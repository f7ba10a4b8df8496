"use client";
import { useEffect, useRef } from "react";
import { Toaster as Sonner, toast as show } from "sonner";
import type { Toast } from "./toast";

/** Draws the toasts: the one that woke it, and each that comes after. */
export function ToastStack({ first, event }: { first: Toast; event: string }) {
  const shown = useRef(false);
  useEffect(() => {
    if (!shown.current) say(first);
    shown.current = true;
    const hear = (heard: Event) => say((heard as CustomEvent<Toast>).detail);
    window.addEventListener(event, hear);
    return () => window.removeEventListener(event, hear);
  }, [first, event]);
  return (
    <Sonner
      position="bottom-left"
      gap={8}
      offset={16}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[340px] max-w-full items-center gap-3 rounded-md bg-ink px-3 py-2.5 font-sans text-base text-paper shadow-float",
          content: "min-w-0 flex-1",
          description: "opacity-80",
          actionButton:
            "shrink-0 rounded-sm px-2 py-0.5 font-medium underline underline-offset-4 hover:bg-paper/10",
          icon: "hidden",
        },
      }}
    />
  );
}

function say({ text, action, duration }: Toast): void {
  // A tick later, when the stack is listening.
  queueMicrotask(() => show(text, { ...(action ? { action } : {}), ...(duration ? { duration } : {}) }));
}
