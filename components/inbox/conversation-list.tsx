"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect, useMemo, useRef } from "react";
import { VList, type VListHandle } from "virtua";
import { useDensity } from "@/components/density";
import { Skeleton } from "@/components/ui/skeleton";
import { useStable } from "@/components/use-stable";
import type { Section } from "./api";
import { ListEmpty, NoneFound } from "./list-empty";
import { ListRow, type RowActs } from "./list-row";
import { SectionHead } from "./section-head";
import { sectionsBetween } from "./sections-between";
import { useAiming } from "./use-aiming";
import { useDraftLines } from "./use-draft-line";
import { useHeld } from "./use-held";
import type { ListSection } from "./use-lists";
import type { Selection } from "./use-selection";

type ConversationListProps = {
  sections: ListSection[];
  pending: boolean;
  /** Hears which sections are within sight, whenever that changes. */
  onSight: (sections: ReadonlySet<string>) => void;
  selectedId: string | null;
  memberId: string;
  hrefOf: (id: string) => string;
  onOpen: (id: string) => void;
  selection: Selection;
  /** The queue, view or filter that these are the rows of. */
  of: string;
  /** The way out of a view or filter that lets nothing through. */
  onLeave: (() => void) | null;
  emptyHref: string | null;
  firstSteps: ReactNode;
  oneNumber: boolean;
  /** Told which conversations stand in the list, in the order in which they stand: what the keys walk through. */
  shown: RefObject<string[]>;
};

/**
 * The queue: what awaits us, what expired unanswered, what is answered. Virtualised. While somebody aims at it rows keep their
 * places, whatever arrives; their contents stay fresh.
 */
export function ConversationList(props: ConversationListProps) {
  const t = useTranslations("inbox");
  const handle = useRef<VListHandle>(null);
  const { aiming, rest, list, on } = useAiming();
  const { sections, changes } = useHeld(props.sections, aiming, props.of);
  props.shown.current = sections.flatMap((s) => s.items.map((item) => item.id));
  const acts = useActs(props);
  const drafts = useDraftLines();
  const dense = useDensity() === "compact";
  const look = useSight(handle, sections, props.onSight);
  if (props.pending) return <Waiting />;
  if (sections.every(empty))
    return props.onLeave ? (
      <NoneFound onLeave={props.onLeave} />
    ) : (
      <ListEmpty href={props.emptyHref} firstSteps={props.firstSteps} />
    );
  return (
    <div ref={list} className="relative flex min-h-0 flex-1 flex-col" {...on}>
      {changes > 0 ? (
        <button
          type="button"
          onClick={rest}
          className="absolute top-1 left-1/2 z-[3] h-6 -translate-x-1/2 rounded-full bg-ink px-3 text-sm text-paper shadow-float"
        >
          {t("list.held", { count: changes })}
        </button>
      ) : null}
      <VList
        ref={handle}
        className="min-h-0 flex-1"
        aria-label={t("list.label")}
        onScroll={(offset) => {
          look();
          const rows = handle.current;
          if (rows && offset + rows.viewportSize > rows.scrollSize - 800)
            for (const s of sections) if (s.more) return s.loadMore();
        }}
      >
        {sections.flatMap((s) =>
          empty(s) && s.section !== "awaiting" ? [] : rowsOf(s, { ...props, acts, drafts, dense }),
        )}
      </VList>
    </div>
  );
}

/** What a row does, the same at every drawing: a press draws the rows that it changes, and no others. */
function useActs({ onOpen, selection }: ConversationListProps): RowActs {
  const open = useStable(onOpen);
  const through = useStable(selection.through);
  const toggle = useStable(selection.toggle);
  return useMemo(() => ({ open, through, toggle }), [open, through, toggle]);
}

/** Tells which sections are within sight: when they change, and when `look` is called. */
function useSight(
  handle: RefObject<VListHandle | null>,
  sections: ListSection[],
  onSight: (sections: ReadonlySet<string>) => void,
): () => void {
  const told = useRef("");
  const look = () => {
    const rows = handle.current;
    // Not drawn yet, or nowhere to be seen: everything counts.
    if (!rows || rows.viewportSize === 0) return;
    const [first, last] = [
      rows.findItemIndex(rows.scrollOffset),
      rows.findItemIndex(rows.scrollOffset + rows.viewportSize),
    ];
    const seen = sectionsBetween(
      sections.map((s) => ({ section: s.section, rows: rowCount(s) })),
      first,
      last,
    );
    if (told.current === seen.join()) return;
    told.current = seen.join();
    onSight(new Set(seen));
  };
  const latest = useRef(look);
  latest.current = look;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows have moved when the sections are others.
  useEffect(() => latest.current(), [sections]);
  return look;
}

/** How many rows a section draws, its head included. */
const rowCount = (s: ListSection) =>
  empty(s) && s.section !== "awaiting" ? 0 : s.items.length + (s.section === "found" ? 0 : 1);

/** Without rows, and without any behind its fold. */
const empty = (s: ListSection) => s.items.length === 0 && !(s.fold && s.count > 0);

type Drawn = ConversationListProps & {
  acts: RowActs;
  drafts: ReadonlyMap<string, string>;
  dense: boolean;
};

function rowsOf(s: ListSection, props: Drawn) {
  const { selection, selectedId, drafts } = props;
  return [
    ...(s.section === "found"
      ? []
      : [<Head key={s.section} section={s.section} count={s.count} fold={s.fold} />]),
    ...s.items.map((item) => (
      <ListRow
        key={item.id}
        item={item}
        href={props.hrefOf(item.id)}
        selected={item.id === selectedId}
        marked={selection.ids.has(item.id)}
        any={selection.ids.size > 0}
        draft={item.id === selectedId ? undefined : drafts.get(item.id)}
        memberId={props.memberId}
        dense={props.dense}
        oneNumber={props.oneNumber}
        acts={props.acts}
      />
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
