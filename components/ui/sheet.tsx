"use client";
import type { ComponentProps } from "react";
import { Dialog } from "./dialog";

/** What belongs to the page behind it: it comes from the right edge. */
export function Sheet(props: Omit<ComponentProps<typeof Dialog>, "as">) {
  return <Dialog as="sheet" {...props} />;
}
