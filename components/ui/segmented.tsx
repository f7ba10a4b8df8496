"use client";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";

type SegmentedProps<V extends string> = {
  value: V;
  onChange: (value: V) => void;
  label: string;
  options: readonly { value: V; label: ReactNode }[];
  className?: string;
};

/** One of two to four, all in sight. Radio buttons underneath: arrow keys and forms just work. */
export function Segmented<V extends string>({
  value,
  onChange,
  label,
  options,
  className,
}: SegmentedProps<V>) {
  const group = useId();
  return (
    <fieldset
      aria-label={label}
      className={cn("inline-flex min-w-0 flex-wrap gap-0.5 rounded-md bg-sunken p-0.5", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex h-6 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-sm px-2 text-sm whitespace-nowrap text-ink-2 hover:text-ink has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-checked:shadow-lift has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={group}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
