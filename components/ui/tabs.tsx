"use client";
import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";
import { cn } from "./cn";

type TabsProps<V extends string> = {
  value: V;
  onChange: (value: V) => void;
  label: string;
  tabs: readonly { value: V; label: ReactNode; count?: number; content: ReactNode }[];
  className?: string;
};

/** Views of the same thing; the chosen one hangs on a thread. */
export function Tabs<V extends string>({ value, onChange, label, tabs, className }: TabsProps<V>) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as V)} className={className}>
      <Radix.List
        aria-label={label}
        className="flex gap-4 overflow-x-auto overflow-y-hidden border-b border-line [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={cn(
              "-mb-px flex h-9 items-center gap-1.5 border-b-[1.5px] border-transparent whitespace-nowrap text-ink-2 outline-offset-[-2px] hover:text-ink",
              "data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-ink",
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="figures text-sm text-ink-3">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="rounded-sm pt-4 outline-offset-2">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
