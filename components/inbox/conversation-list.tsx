"use client";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { VList, type VListHandle } from "virtua";
import { useClock } from "@/components/clock";
import { Skeleton } from "@/components/ui/skeleton";
import type { Item, Section } from "./api";
import { ConversationRow } from "./conversation-row";
import { ListEmpty, NoneFound } from "./list-empty";
import { SectionHead } from "./section-head";
import { useDraftLine } from "./use-draft-line";
import type { ListSection } from "./use-lists";
import { conversationView } from "./view";

type ConversationListProps = {
  sections: ListSection[];
  pending: boolean;
  selectedId: string | null;
  memberId: string;
  hrefOf: (id: string) => string;
  onOpen: (id: string) => void;
  /** The way out of a view or filter that lets nothing through. */
  onLeave: (() => void) | null;
  emptyHref: string | null;
  oneNumber: boolean;
};

/**
 * The queue: what awaits us, what expired unanswered, what is answered. Virtualised. While somebody aims at it rows keep their
 * places, whatever arrives; their contents stay fresh.
 */
export function ConversationList(props: ConversationListProps) {
  const t = useTranslations("inbox");
  const handle = useRef<VListHandle>(null);
  const { aiming, ...pointer } = useAiming();
  const sections = useHeld(props.sections, aiming);
  if (props.pending) return <Waiting />;
  if (sections.every(empty))
    return props.onLeave ? <NoneFound onLeave={props.onLeave} /> : <ListEmpty href={props.emptyHref} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col" {...pointer}>
      <VList
        ref={handle}
        className="min-h-0 flex-1"
        aria-label={t("list.label")}
        onScroll={(offset) => {
          const list = handle.current;
          if (list && offset + list.viewportSize > list.scrollSize - 800)
            for (const s of sections) if (s.more) return s.loadMore();
        }}
      >
        {sections.flatMap((s) => (empty(s) && s.section !== "awaiting" ? [] : rowsOf(s, props)))}
      </VList>
    </div>
  );
}

/** Without rows, and without any behind its fold. */
const empty = (s: ListSection) => s.items.length === 0 && !(s.fold && s.count > 0);

function rowsOf(s: ListSection, props: ConversationListProps) {
  return [
    ...(s.section === "found"
      ? []
      : [<Head key={s.section} section={s.section} count={s.count} fold={s.fold} />]),
    ...s.items.map((item) => (
      <Row key={item.id} item={item} selected={item.id === props.selectedId} {...props} />
    )),
  ];
}

function Head({ section, count, fold }: { section: Section; count: number; fold: ListSection["fold"] }) {
  const t = useTranslations("inbox");
  const title =
    section === "closed" ? t("queue.closed") : t(`section.${section === "missed" ? "expired" : section}`);
  return (
    <SectionHead
      title={title}
      count={count}
      tone={section === "missed" && count > 0 ? "red" : "plain"}
      {...(fold ? { fold } : {})}
    />
  );
}

function Row({
  item,
  selected,
  memberId,
  hrefOf,
  onOpen,
  oneNumber,
}: ConversationListProps & { item: Item; selected: boolean }) {
  const now = useClock();
  const draft = useDraftLine(item.id);
  return (
    <a
      href={hrefOf(item.id)}
      data-conversation={item.id}
      aria-current={selected ? "true" : undefined}
      className="block outline-offset-[-2px]"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(item.id);
      }}
    >
      <ConversationRow
        conversation={{ ...conversationView(item, memberId), ...(draft && !selected ? { draft } : {}) }}
        now={now}
        selected={selected}
        oneNumber={oneNumber}
      />
    </a>
  );
}

/** A pointer that lies still this long, in ms, is not about to press. */
const still = 1_500;

/** Whether the pointer moves over the list. */
function useAiming() {
  const [aiming, setAiming] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const rest = () => {
    clearTimeout(timer.current);
    setAiming(false);
  };
  const onPointerMove = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(rest, still);
    setAiming(true);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return { aiming, onPointerMove, onPointerLeave: rest };
}

/** Keeps the order that was there when the pointer came; rows that are new or gone wait until it rests or leaves. */
function useHeld(sections: ListSection[], over: boolean): ListSection[] {
  const held = useRef<Map<string, string[]>>(new Map());
  return useMemo(() => {
    const fresh = new Map(sections.flatMap((s) => s.items.map((i) => [i.id, i] as const)));
    if (!over || held.current.size === 0) {
      held.current = new Map(sections.map((s) => [s.section, s.items.map((i) => i.id)]));
      return sections;
    }
    return sections.map((s) => {
      const ids = held.current.get(s.section) ?? [];
      const kept = ids.flatMap((id) => fresh.get(id) ?? []);
      const tail = s.items.slice(ids.length);
      return {
        ...s,
        items: [...kept, ...tail.filter((i) => !ids.includes(i.id) && s.items.length > ids.length + 20)],
      };
    });
  }, [sections, over]);
}

function Waiting() {
  return (
    <div aria-busy className="grid gap-px">
      {Array.from({ length: 9 }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nine alike, none moves.
        <Skeleton key={i} className="mx-3 my-2 h-10" />
      ))}
    </div>
  );
}
