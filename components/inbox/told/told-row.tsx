"use client";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { ToldListProps } from "./told-list";

type ToldRowProps = Pick<ToldListProps, "selected" | "hrefOf" | "onOpen"> & {
  conversationId: string;
  /** Where in it, if anywhere in particular. */
  messageId?: string;
  /** Not seen yet, or to be decided. */
  strong: boolean;
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
};

/** One thing that one is told of; it opens its conversation. */
export function ToldRow({
  conversationId,
  messageId,
  selected,
  hrefOf,
  onOpen,
  strong,
  title,
  aside,
  children,
}: ToldRowProps) {
  return (
    <li>
      <a
        href={hrefOf(conversationId, messageId)}
        data-conversation={conversationId}
        aria-current={selected === conversationId ? "true" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onOpen(conversationId, messageId);
        }}
        className="grid grid-cols-1 gap-0.5 border-b border-line px-3 py-2 outline-offset-[-2px] hover:bg-hover aria-[current]:bg-selected"
      >
        <span className="flex items-baseline gap-2">
          <span className={cn("min-w-0 flex-1 truncate", strong && "font-semibold")}>{title}</span>
          {aside}
        </span>
        {children}
      </a>
    </li>
  );
}
