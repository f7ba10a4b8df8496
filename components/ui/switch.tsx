"use client";
import * as Radix from "radix-ui/switch";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** On or off at once, without a Save. */
export function Switch({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "inline-flex h-[18px] w-8 shrink-0 items-center rounded-full border border-control bg-sunken p-px transition-colors duration-120 disabled:opacity-45 data-[state=checked]:border-accent data-[state=checked]:bg-accent",
        className,
      )}
      {...rest}
    >
      <Radix.Thumb className="block size-3.5 rounded-full bg-control transition-transform duration-120 data-[state=checked]:translate-x-3.5 data-[state=checked]:bg-accent-ink" />
    </Radix.Root>
  );
}
