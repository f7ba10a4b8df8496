"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, Users } from "lucide-react";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import type { View } from "./api";
import { Name } from "./foreign-text";
import { noFilter, type Place } from "./place";
import type { QueueItem } from "./queue-nav";

const none: View[] = [];

/** The member's own views and the shared ones, kept fresh by the change feed. */
export function useViews(): View[] {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data } = useQuery({ ...trpc.views.list.queryOptions(), staleTime: 60_000 });
  useChanges((changes) => {
    if (changes !== "all" && !changes.some((change) => change.kind === "view")) return;
    void client.invalidateQueries({ queryKey: trpc.views.list.queryKey() });
    void client.invalidateQueries({ queryKey: trpc.views.counts.queryKey() });
  });
  return data ?? none;
}

/** The views as the column of the queues shows them. Beyond 999 a count says that there are more. */
export function useViewItems({
  place,
  hrefOf,
  go,
}: {
  place: Place;
  hrefOf: (to: Partial<Place>) => string;
  go: (to: Partial<Place>) => void;
}): QueueItem[] {
  const trpc = useTRPC();
  const { data: views = none } = useQuery({ ...trpc.views.list.queryOptions(), staleTime: 60_000 });
  const { data: counts } = useQuery({
    ...trpc.views.counts.queryOptions(),
    enabled: views.length > 0,
  });
  return views.map((view) => {
    const to = { queue: "all", teamId: null, channelAccountId: null, ...noFilter, view: view.id } as const;
    return {
      key: view.id,
      label: <Name wraps>{view.name}</Name>,
      href: hrefOf(to),
      onChoose: () => go(to),
      count: shownCount(counts?.[view.id]),
      current: place.view === view.id,
      icon: view.shared ? <Users size={15} aria-hidden /> : <Bookmark size={15} aria-hidden />,
    };
  });
}

/** The server counts as far as a thousand. */
export const shownCount = (count: number | undefined): number | string =>
  count === undefined ? "" : count > 999 ? "999+" : count;
