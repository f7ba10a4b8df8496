"use client";
import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from "react";

type FirstPressProps = {
  /** The button as it looks before anything is loaded; the real thing draws its own, alike. */
  trigger: ReactElement<{ onClick?: () => void; onPointerEnter?: () => void; onFocus?: () => void }>;
  /** Starts loading on the first sign of interest. */
  load: () => Promise<unknown>;
  /** A lazy component that opens as it appears. */
  children: ReactNode;
};

/** Keeps a menu or popover out of the first load: what is behind the button comes with the first press. */
export function FirstPress({ trigger, load, children }: FirstPressProps) {
  const [pressed, setPressed] = useState(false);
  const early = () => void load();
  if (pressed) return <Suspense fallback={trigger}>{children}</Suspense>;
  return cloneElement(trigger, { onClick: () => setPressed(true), onPointerEnter: early, onFocus: early });
}
