"use client";
import { lazy, Suspense, useEffect, useState } from "react";

const ToastStack = lazy(() => import("./toast-stack").then((m) => ({ default: m.ToastStack })));

export interface Toast {
  text: string;
  action?: { label: string; onClick: () => void };
  /** How long it stays, in ms; four seconds unless it says so. */
  duration?: number;
}

const said = "hilo:toast";

/** Confirms, or offers Undo; what must be read goes into a banner. */
export function toast(text: string, more: Omit<Toast, "text"> = {}): void {
  window.dispatchEvent(new CustomEvent<Toast>(said, { detail: { text, ...more } }));
}

/** Stands once in the app. What draws the toasts comes with the first one. */
export function Toaster() {
  const [first, setFirst] = useState<Toast | null>(null);
  useEffect(() => {
    if (first) return;
    const hear = (event: Event) => setFirst((event as CustomEvent<Toast>).detail);
    window.addEventListener(said, hear);
    return () => window.removeEventListener(said, hear);
  }, [first]);
  return <Suspense>{first ? <ToastStack first={first} event={said} /> : null}</Suspense>;
}
