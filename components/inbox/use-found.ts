"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc";
import type { Browsed } from "./browsed";
import { once } from "./once";
import type { ListSection } from "./use-lists";

/** What a view or a filter lets through, with its true count, as the one section of the list. */
export function useFound(browsed: Browsed | null): { sections: ListSection[]; pending: boolean } {
  const trpc = useTRPC();
  const { filter, sort } = browsed ?? { filter: {}, sort: "ends" as const };
  const list = useInfiniteQuery(
    trpc.views.browse.infiniteQueryOptions(
      { filter, sort },
      {
        getNextPageParam: (page) => page.next,
        enabled: browsed !== null,
        placeholderData: (before) => before,
      },
    ),
  );
  const { data: count } = useQuery(
    trpc.views.count.queryOptions(
      { filter },
      { enabled: browsed !== null, placeholderData: (before) => before },
    ),
  );
  return {
    pending: list.isPending,
    sections: [
      {
        section: "found",
        count: count ?? 0,
        items: once([{ items: list.data?.pages.flatMap((page) => page.items) ?? [], at: 0 }]).flat(),
        more: list.hasNextPage,
        loadMore: () => {
          if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
        },
      },
    ],
  };
}
