"use client";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useRounds } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import type { Counts, Item, Section } from "./api";
import type { Browsed } from "./browsed";
import { once } from "./once";
import { useFound } from "./use-found";
import type { Place } from "./use-place";

export interface ListSection {
  /** "found": what a view or a filter lets through, in its own order. */
  section: Section | "found";
  count: number;
  items: Item[];
  more: boolean;
  loadMore: () => void;
  /** Told by its count alone until somebody opens it. */
  fold?: { open: boolean; toggle: () => void };
}

const isListed = ({ kind }: { kind: string }) => kind === "conversation" || kind === "contact";

const openSections: Section[] = ["missed", "awaiting", "back", "answered"];

/** The sections of the queue on screen with their true counts, kept fresh by the change feed. */
export function useLists(
  place: Place,
  browsed: Browsed | null,
): {
  sections: ListSection[];
  counts: Counts | undefined;
  pending: boolean;
  /** Told by the list which sections are within sight: the others are asked for again when they come there. */
  onSight: (sections: ReadonlySet<string>) => void;
} {
  const trpc = useTRPC();
  const client = useQueryClient();
  const closed = place.queue === "closed";
  const open = !closed && !browsed;
  const missed = useSection(place, "missed", open);
  const awaiting = useSection(place, "awaiting", open);
  const answered = useSection(place, "answered", open);
  const back = useSection(place, "back", open);
  const [unfolded, setUnfolded] = useState(false);
  const snoozed = useSection(place, "snoozed", open && unfolded);
  const ended = useSection(place, "closed", closed && !browsed);
  const found = useFound(browsed);
  const { data: counts } = useQuery(
    trpc.conversations.counts.queryOptions(
      { channelAccountId: place.channelAccountId },
      { placeholderData: (before) => before },
    ),
  );
  const sight = useRef<ReadonlySet<string> | null>(null);
  const queryKey = trpc.conversations.list.infiniteQueryKey();
  const within = (query: { queryKey: readonly unknown[] }) => sight.current?.has(sectionOf(query)) ?? true;
  useRounds(isListed, () =>
    Promise.all([
      client.invalidateQueries({ queryKey, predicate: within }),
      client.invalidateQueries({ queryKey, predicate: (q) => !within(q), refetchType: "none" }),
      client.invalidateQueries({ queryKey: trpc.conversations.counts.queryKey() }),
      client.invalidateQueries({ queryKey: trpc.views.browse.infiniteQueryKey() }),
      client.invalidateQueries({ queryKey: trpc.views.counts.queryKey() }),
      client.invalidateQueries({ queryKey: trpc.views.count.queryKey() }),
    ]),
  );
  const onSight = (sections: ReadonlySet<string>) => {
    sight.current = sections;
    void client.refetchQueries({
      queryKey,
      type: "active",
      predicate: (q) => q.state.isInvalidated && within(q),
    });
  };
  const own = useMemo(() => countsOf(counts, place), [counts, place]);
  if (browsed) return { counts, onSight, ...found };
  const queries = closed ? [ended] : [awaiting, back, missed, snoozed, answered];
  const items = once(
    queries.map(({ section, data, dataUpdatedAt }) => ({
      items: section === "snoozed" && !unfolded ? [] : (data?.pages.flatMap((p) => p.items) ?? []),
      at: dataUpdatedAt,
    })),
  );
  return {
    counts,
    onSight,
    pending: queries.some((q) => q.isPending && q.section !== "snoozed"),
    sections: queries.map(({ section, hasNextPage, fetchNextPage, isFetchingNextPage }, i) => ({
      section,
      count: own[section],
      items: items[i] ?? [],
      more: hasNextPage && (section !== "snoozed" || unfolded),
      ...(section === "snoozed" ? { fold: { open: unfolded, toggle: () => setUnfolded(!unfolded) } } : {}),
      loadMore: () => {
        if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
      },
    })),
  };
}

/** Of the key of a list's query. */
function sectionOf({ queryKey: [, options] }: { queryKey: readonly unknown[] }): string {
  return (options as { input?: { section?: string } } | undefined)?.input?.section ?? "";
}

function useSection(place: Place, section: Section, enabled: boolean) {
  const trpc = useTRPC();
  const { queue, teamId, channelAccountId } = place;
  const query = useInfiniteQuery(
    trpc.conversations.list.infiniteQueryOptions(
      { queue, teamId, channelAccountId, section },
      { getNextPageParam: (page) => page.next, enabled, placeholderData: (before) => before },
    ),
  );
  return { section, ...query };
}

/** The counts of the queue on screen. */
export function countsOf(
  counts: Counts | undefined,
  { queue, teamId }: Pick<Place, "queue" | "teamId">,
): Record<Section, number> {
  const none = { awaiting: 0, back: 0, missed: 0, answered: 0, snoozed: 0, closed: 0 };
  if (!counts) return none;
  if (queue === "closed") return counts.all;
  if (queue === "team" && teamId) return counts.teams[teamId] ?? none;
  return counts[queue];
}

export const openTotal = (counts: Record<Section, number>): number =>
  openSections.reduce((n, s) => n + counts[s], 0);
