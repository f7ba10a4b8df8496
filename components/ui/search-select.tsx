"use client";
import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/popover";
import { type ReactNode, useState } from "react";
import { cn } from "./cn";
import type { FieldControl } from "./field";
import { fieldLook } from "./input";

export type SearchOption = {
  value: string;
  label: string;
  hint?: ReactNode;
  /** Other words by which it is found. */
  words?: string;
  /** Shown, and not to be chosen: the hint says why. */
  disabled?: boolean;
};

type SearchSelectProps = {
  control: FieldControl;
  /** Names the list for a screen reader. */
  label: string;
  value: string | null;
  onChange: (value: string) => void;
  options: readonly SearchOption[];
  placeholder?: string;
};

/** One of many: opened, searched by any of its words, chosen with Enter. Of a few, take Select. */
export function SearchSelect({ control, label, value, onChange, options, placeholder }: SearchSelectProps) {
  const [open, setOpen] = useState(false);
  const chosen = options.find((one) => one.value === value);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <button
          type="button"
          role="combobox"
          aria-haspopup="listbox"
          aria-expanded={open}
          aria-controls={`${control.id}-list`}
          {...control}
          className={cn(
            fieldLook,
            "flex h-8 min-w-0 items-center justify-between gap-2 px-2.5 text-left text-base",
            chosen ? null : "text-ink-3",
          )}
        >
          <bdi className="truncate">{chosen?.label ?? placeholder}</bdi>
          <ChevronsUpDown size={13} className="shrink-0 text-ink-3" aria-hidden />
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={`${control.id}-list`}
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 w-(--radix-popover-trigger-width) max-w-[calc(100vw-24px)] min-w-64 overflow-hidden rounded-lg bg-raised text-ink shadow-float outline-none data-[state=open]:animate-in"
        >
          <Found
            {...{ label, options }}
            value={value}
            onChoose={(next) => {
              setOpen(false);
              onChange(next);
            }}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Without accents and capitals, as people type when they look for something. */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

type FoundProps = Pick<SearchSelectProps, "label" | "value" | "options"> & {
  onChoose: (value: string) => void;
};

function Found({ label, value, options, onChoose }: FoundProps) {
  const t = useTranslations("common.searchSelect");
  const [query, setQuery] = useState("");
  // The one that is chosen is where the arrows begin.
  const [at, setAt] = useState(value ?? "");
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  const found = options.filter((one) => {
    const text = plain(`${one.label} ${one.words ?? ""}`);
    return wanted.every((word) => text.includes(word));
  });
  return (
    <Command label={label} loop shouldFilter={false} value={at} onValueChange={setAt}>
      <Command.Input
        autoFocus
        value={query}
        onValueChange={setQuery}
        placeholder={t("search")}
        aria-label={t("search")}
        className="h-9 w-full border-b border-line bg-transparent px-3 text-base text-ink outline-none placeholder:text-ink-3"
      />
      <p role="status" className="px-3 py-5 text-center text-pretty text-ink-3 empty:hidden">
        {found.length === 0 ? t("nothing") : null}
      </p>
      <Command.List
        label={label}
        className={cn("max-h-72 overflow-y-auto p-1", found.length === 0 && "hidden")}
      >
        {found.map((one) => (
          <Row key={one.value} option={one} chosen={one.value === value} onChoose={onChoose} />
        ))}
      </Command.List>
    </Command>
  );
}

type RowProps = { option: SearchOption; chosen: boolean; onChoose: (value: string) => void };

function Row({ option, chosen, onChoose }: RowProps) {
  const t = useTranslations("common.searchSelect");
  return (
    <Command.Item
      value={option.value}
      disabled={option.disabled ?? false}
      onSelect={() => onChoose(option.value)}
      className="flex cursor-default items-center gap-2 rounded-sm px-2 py-1 select-none data-[disabled=true]:text-ink-3 data-[selected=true]:bg-hover"
    >
      <span className="grid min-w-0 flex-1">
        <bdi className="truncate">{option.label}</bdi>
        {option.hint ? <span className="text-sm text-pretty text-ink-3">{option.hint}</span> : null}
      </span>
      {chosen ? <Check size={13} role="img" aria-label={t("chosen")} className="shrink-0" /> : null}
    </Command.Item>
  );
}
