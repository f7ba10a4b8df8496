"use client";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useClock } from "@/components/clock";
import { cn } from "@/components/ui/cn";
import type { Item } from "./api";
import { ConversationRow } from "./conversation-row";
import { conversationView } from "./view";

export interface RowActs {
  open: (id: string) => void;
  /** Selects everything between the last one touched and this one. */
  through: (id: string) => void;
  toggle: (id: string) => void;
}

type ListRowProps = {
  item: Item;
  href: string;
  selected: boolean;
  /** Selected among others, to be worked on together; `any`: something is. */
  marked: boolean;
  any: boolean;
  /** How the member's unsent text begins. */
  draft: string | undefined;
  memberId: string;
  dense: boolean;
  oneNumber: boolean;
  acts: RowActs;
};

/** A conversation in the list, to be opened and to be selected; drawn anew only when something of its own is another. */
export const ListRow = memo(function ListRow({
  item,
  selected,
  marked,
  draft,
  acts,
  ...props
}: ListRowProps) {
  const now = useClock();
  return (
    <div className="group/row relative">
      <a
        href={props.href}
        data-conversation={item.id}
        aria-current={selected ? "true" : undefined}
        className="block outline-offset-[-2px]"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          if (event.shiftKey) return acts.through(item.id);
          acts.open(item.id);
        }}
      >
        <ConversationRow
          conversation={{ ...conversationView(item, props.memberId), ...(draft ? { draft } : {}) }}
          now={now}
          selected={selected}
          dense={props.dense}
          oneNumber={props.oneNumber}
        />
      </a>
      <Mark item={item} marked={marked} any={props.any} acts={acts} />
    </div>
  );
});

type MarkProps = Pick<ListRowProps, "item" | "marked" | "any" | "acts">;

/** In the place of the window's ring: there when the pointer comes, and while anything is selected. */
function Mark({ item, marked, any, acts }: MarkProps) {
  const t = useTranslations("inbox.selection");
  return (
    <span
      className={cn(
        "absolute inset-y-px left-[2px] grid w-11 place-items-center",
        marked ? "bg-selected" : "bg-surface group-hover/row:bg-hover",
        any ? "" : "opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 max-md:hidden",
      )}
    >
      <input
        type="checkbox"
        className="size-4 accent-accent"
        readOnly
        checked={marked}
        tabIndex={any ? 0 : -1}
        aria-label={t("select", { name: item.contactName ?? item.address ?? "" })}
        onClick={(event) => {
          event.stopPropagation();
          if (event.shiftKey) acts.through(item.id);
          else acts.toggle(item.id);
        }}
      />
    </span>
  );
}
