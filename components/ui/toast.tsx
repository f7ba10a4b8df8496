"use client";
import { Toaster as Sonner } from "sonner";

export { toast } from "sonner";

/** Stands once in the app. A toast confirms or offers Undo; what must be read goes into a banner. */
export function Toaster() {
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
