"use client";
import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { returnFocus } from "@/components/ui/return-focus";

export interface Pick {
  id: string;
  label: ReactNode;
  icon?: ReactNode;
  hint?: ReactNode;
  checked?: boolean;
  /** Something to think about before it is chosen. */
  warns?: boolean;
  onChoose: () => void;
}

type PickDialogProps = {
  title: string;
  /** What it is about or what will happen, in a sentence. */
  lead?: ReactNode;
  /** Absent: nothing is typed, the keys alone choose. */
  search?: { value: string; onChange: (text: string) => void; placeholder: string };
  picks: Pick[];
  empty?: string;
  onClose: () => void;
};

/** A short list chosen from by keys: arrows, Enter, Escape. What is listed is the caller's business. */
export function PickDialog({ title, lead, search, picks, empty, onClose }: PickDialogProps) {
  return (
    <Radix.Root open onOpenChange={(open) => (open ? null : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil data-[state=open]:animate-veil" />
        <Radix.Content
          onCloseAutoFocus={returnFocus}
          {...(lead ? {} : { "aria-describedby": undefined })}
          className="fixed top-[max(16px,14vh)] left-1/2 z-50 w-[440px] max-w-[calc(100vw-24px)] -translate-x-1/2 overflow-hidden rounded-xl bg-raised shadow-float"
        >
          <Command label={title} loop shouldFilter={false} className="outline-none">
            <header className="grid gap-0.5 px-4 pt-3 pb-2">
              <Radix.Title className="font-semibold">{title}</Radix.Title>
              {lead ? <Radix.Description className="text-pretty text-ink-2">{lead}</Radix.Description> : null}
            </header>
            <Command.Input
              autoFocus
              value={search?.value ?? ""}
              onValueChange={(text) => search?.onChange(text)}
              placeholder={search?.placeholder}
              aria-label={search?.placeholder ?? title}
              className={cn(
                search
                  ? "h-10 w-full border-y border-line bg-transparent px-4 text-md text-ink outline-none placeholder:text-ink-3"
                  : "sr-only",
              )}
            />
            {picks.length === 0 && empty ? (
              <p role="status" className="px-3 py-7.5 text-center text-pretty text-ink-3">
                {empty}
              </p>
            ) : null}
            <Command.List
              label={title}
              className={cn("max-h-[min(360px,56vh)] overflow-y-auto p-1.5", picks.length === 0 && "hidden")}
            >
              {picks.map((pick) => (
                <Row key={pick.id} pick={pick} />
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Row({ pick }: { pick: Pick }) {
  const t = useTranslations("work");
  return (
    <Command.Item
      value={pick.id}
      onSelect={pick.onChoose}
      className="flex min-h-9 flex-wrap items-center gap-x-2.5 rounded-md px-2.5 py-1 data-[selected=true]:bg-selected [&>svg]:shrink-0 [&>svg]:text-ink-3"
    >
      {pick.icon}
      <span className="max-w-[calc(100%-32px)] min-w-0 flex-auto">
        <bdi className="block truncate">{pick.label}</bdi>
      </span>
      {pick.hint ? (
        <span
          className={cn("figures ml-auto text-right text-sm", pick.warns ? "text-amber-ink" : "text-ink-3")}
        >
          {pick.hint}
        </span>
      ) : null}
      {pick.checked ? <Check size={14} role="img" aria-label={t("chosen")} /> : null}
    </Command.Item>
  );
}
