"use client";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useState } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { returnFocus } from "./return-focus";

export type PaletteItem = {
  id: string;
  label: string;
  /** Instead of the label, what it says with what was looked for marked. */
  shown?: ReactNode;
  hint?: ReactNode;
  icon?: ReactNode;
  keys?: string;
  /** Other words by which it is found. */
  words?: string[];
  onChoose: () => void;
};
export type PaletteGroup = { id: string; heading: string; items: PaletteItem[] };

type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: PaletteGroup[];
  /** For what the server searches; give `serverSide` so that results are not filtered twice. */
  onQuery?: (query: string) => void;
  serverSide?: boolean;
  /** More may come: nothing yet is not nothing. */
  busy?: boolean;
};

/** ⌘K: people, conversations, pages, actions. Load it lazily: nobody needs it on the first paint. */
export function CommandPalette({
  open,
  onOpenChange,
  groups,
  onQuery,
  serverSide,
  busy,
}: CommandPaletteProps) {
  const t = useTranslations("common.palette");
  const [query, setQuery] = useState("");
  const change = (next: string) => {
    setQuery(next);
    onQuery?.(next);
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil data-[state=open]:animate-veil" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="fixed top-[max(16px,14vh)] left-1/2 z-50 w-[580px] max-w-[calc(100vw-24px)] -translate-x-1/2 overflow-hidden rounded-xl bg-raised shadow-float"
        >
          <Radix.Title className="sr-only">{t("title")}</Radix.Title>
          <Command label={t("title")} loop shouldFilter={!serverSide}>
            <div className="flex h-12 items-center gap-2.5 border-b border-line px-4">
              <Search size={16} className="shrink-0 text-ink-3" aria-hidden />
              <Command.Input
                value={query}
                onValueChange={change}
                placeholder={t("placeholder")}
                className="h-full min-w-0 flex-1 bg-transparent text-md text-ink outline-none placeholder:text-ink-3"
              />
            </div>
            <Command.List label={t("title")} className="max-h-[min(400px,60vh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-ink-3">
                {busy ? t("searching") : t("empty", { query })}
              </Command.Empty>
              {groups.map((group) => (
                <Group key={group.id} group={group} />
              ))}
            </Command.List>
            <Footer />
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Group({ group }: { group: PaletteGroup }) {
  return (
    <Command.Group
      heading={group.heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-ink-3"
    >
      {group.items.map((item) => (
        <Command.Item
          key={item.id}
          value={`${item.label} ${item.id}`}
          keywords={item.words ?? []}
          onSelect={item.onChoose}
          className="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-selected [&>svg]:shrink-0 [&>svg]:text-ink-3"
        >
          {item.icon}
          <bdi className={cn("truncate", item.hint && "max-w-[75%] shrink-0")}>
            {item.shown ?? item.label}
          </bdi>
          {item.hint ? <span className="truncate text-ink-3">{item.hint}</span> : null}
          {item.keys ? (
            <span className="ml-auto">
              <Kbd keys={item.keys} />
            </span>
          ) : null}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function Footer() {
  const t = useTranslations("common.palette");
  return (
    <div aria-hidden className="flex gap-4 border-t border-line px-4 py-2 text-sm text-ink-3 max-sm:hidden">
      <span>
        <Kbd keys="↑ ↓" /> {t("move")}
      </span>
      <span>
        <Kbd keys="↵" /> {t("choose")}
      </span>
      <span>
        <Kbd keys="Esc" /> {t("leave")}
      </span>
    </div>
  );
}
