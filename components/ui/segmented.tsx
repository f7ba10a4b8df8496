"use client";
import * as Radix from "radix-ui/toggle-group";
import type { ReactNode } from "react";
import { cn } from "./cn";

type SegmentedProps<V extends string> = {
  value: V;
  onChange: (value: V) => void;
  label: string;
  options: readonly { value: V; label: ReactNode; "aria-label"?: string }[];
  className?: string;
};

/** One of two to four, all in sight. */
export function Segmented<V extends string>({
  value,
  onChange,
  label,
  options,
  className,
}: SegmentedProps<V>) {
  return (
    <Radix.Root
      type="single"
      value={value}
      onValueChange={(next) => next && onChange(next as V)}
      aria-label={label}
      className={cn("inline-flex gap-0.5 rounded-md bg-sunken p-0.5", className)}
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          aria-label={option["aria-label"]}
          className="flex h-6 flex-1 items-center justify-center gap-1.5 rounded-sm px-2 text-sm whitespace-nowrap text-ink-2 hover:text-ink data-[state=on]:bg-raised data-[state=on]:font-medium data-[state=on]:text-ink data-[state=on]:shadow-lift"
        >
          {option.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
