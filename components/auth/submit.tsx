"use client";
import { type ReactNode, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

const never = () => () => {};

/**
 * Sends a form of this area. It waits for the page's code, however short that is: a press before it would have the browser
 * send the fields by itself.
 */
export function Submit({ busy, children }: { busy: boolean; children: ReactNode }) {
  const awake = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <Button
      type="submit"
      look="primary"
      size="lg"
      busy={busy}
      disabled={!awake}
      className={awake ? undefined : "disabled:opacity-100"}
    >
      {children}
    </Button>
  );
}
