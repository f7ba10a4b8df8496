"use client";
import { Check, ChevronsUpDown } from "lucide-react";
import * as Radix from "radix-ui/select";
import type { ReactNode } from "react";
import { cn } from "./cn";
import type { FieldControl } from "./field";
import { fieldLook } from "./input";
import { floatLook, itemLook } from "./menu";

export type SelectOption<V extends string> = {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

type SelectProps<V extends string> = Partial<FieldControl> & {
  value: V | undefined;
  onChange: (value: V) => void;
  options: readonly SelectOption<V>[];
  placeholder?: string;
  name?: string;
  disabled?: boolean;
  className?: string;
  "aria-label"?: string;
};

/** One of a few. For more than a dozen, or to search, use the command palette's list instead. */
export function Select<V extends string>({
  value,
  onChange,
  options,
  placeholder,
  name,
  disabled,
  className,
  ...control
}: SelectProps<V>) {
  return (
    <Radix.Root
      {...(value === undefined ? {} : { value })}
      onValueChange={(next) => onChange(next as V)}
      {...(name ? { name } : {})}
      disabled={disabled ?? false}
    >
      <Radix.Trigger
        {...control}
        className={cn(
          fieldLook,
          "flex h-8 min-w-0 items-center justify-between gap-2 px-2.5 text-left text-base data-placeholder:text-ink-3",
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder}>
            {/* Named here, or the server would render it empty. */}
            {options.find((option) => option.value === value)?.label}
          </Radix.Value>
        </span>
        <ChevronsUpDown size={13} className="shrink-0 text-ink-3" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className={cn(floatLook, "max-h-80 min-w-(--radix-select-trigger-width) overflow-y-auto")}
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Option key={option.value} option={option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ option }: { option: SelectOption<string> }) {
  return (
    <Radix.Item value={option.value} disabled={option.disabled ?? false} className={cn(itemLook, "pr-7")}>
      <span className="grid">
        <Radix.ItemText>{option.label}</Radix.ItemText>
        {option.hint ? <span className="text-sm text-ink-3">{option.hint}</span> : null}
      </span>
      <Radix.ItemIndicator className="absolute right-2">
        <Check size={13} aria-hidden />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}
