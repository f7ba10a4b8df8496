"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { useCurrentInView } from "@/components/ui/use-current-in-view";

export type QueueItem = {
  key: string;
  label: ReactNode;
  href: string;
  /** Moves without a new page; the link stays for a new tab. */
  onChoose?: () => void;
  /** A text where there are more than are counted. */
  count: number | string;
  current: boolean;
  icon?: ReactNode;
  mark?: ReactNode;
};

/** The queues with their counts: a column beside the list, or a strip above it where there is no room. */
export function QueueNav({
  items,
  as,
  children,
}: {
  items: QueueItem[];
  as: "column" | "strip";
  children?: ReactNode;
}) {
  const t = useTranslations("inbox.queue");
  const strip = as === "strip";
  const nav = useCurrentInView<HTMLElement>(items.find((item) => item.current)?.key);
  return (
    <nav ref={nav} aria-label={t("label")} className={strip ? "overflow-x-auto border-b border-line" : "p-2"}>
      <Items items={items} strip={strip} />
      {children}
    </nav>
  );
}

/** Further items of the column, under a heading of their own. */
export function QueueList({ heading, items }: { heading: ReactNode; items: QueueItem[] }) {
  return (
    <div className="mt-5">
      <h3 className="px-2 pb-1 text-sm text-ink-3">{heading}</h3>
      <Items items={items} strip={false} />
    </div>
  );
}

function Items({ items, strip }: { items: QueueItem[]; strip: boolean }) {
  return (
    <ul className={strip ? "flex gap-1 px-2 py-1.5" : "grid grid-cols-1 gap-px"}>
      {items.map((item) => (
        <li key={item.key}>
          <Link
            href={item.href}
            prefetch={item.onChoose ? false : undefined}
            onClick={(event) => {
              if (!item.onChoose || event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              item.onChoose();
            }}
            aria-current={item.current ? "page" : undefined}
            className={cn(
              "flex h-8 items-center gap-2 rounded-md px-2 whitespace-nowrap outline-offset-[-2px]",
              item.current ? "bg-selected font-medium text-ink" : "text-ink-2 hover:bg-hover hover:text-ink",
              strip && !item.current && "bg-sunken",
            )}
          >
            {item.icon}
            <span className="min-w-0 flex-1 truncate">{item.label}</span>
            {item.mark}
            <span className={cn("figures text-sm", item.current ? "text-ink-2" : "text-ink-3")}>
              {item.count}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
