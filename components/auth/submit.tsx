"use client";
import { type ReactNode, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type SubmitProps = { busy: boolean; size?: "md" | "lg"; children: ReactNode };

const never = () => () => {};

/**
 * Sends a form of this area. It waits for the page's code, however short that is: a press before it would have the browser
 * send the fields by itself.
 */
export function Submit({ busy, size = "lg", children }: SubmitProps) {
  const awake = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <Button
      type="submit"
      look="primary"
      size={size}
      busy={busy}
      disabled={!awake}
      className={cn(size === "md" && "justify-self-start", !awake && "disabled:opacity-100")}
    >
      {children}
    </Button>
  );
}
