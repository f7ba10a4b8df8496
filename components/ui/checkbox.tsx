"use client";
import { Check, Minus } from "lucide-react";
import * as Radix from "radix-ui/checkbox";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Checkbox({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "group grid size-4 shrink-0 place-items-center rounded-sm border border-control bg-surface text-accent-ink hover:border-ink-3 disabled:opacity-45 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        className,
      )}
      {...rest}
    >
      <Radix.Indicator>
        <Check size={12} strokeWidth={3} aria-hidden className="group-data-[state=indeterminate]:hidden" />
        <Minus
          size={12}
          strokeWidth={3}
          aria-hidden
          className="hidden group-data-[state=indeterminate]:block"
        />
      </Radix.Indicator>
    </Radix.Root>
  );
}
