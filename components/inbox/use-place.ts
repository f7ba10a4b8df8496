"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type Place, placeOf } from "./place";

export type { Place, QueueName } from "./place";

/** Reads the place from the URL; `go` moves without asking the server for the page again. */
export function usePlace(org: string): {
  place: Place;
  hrefOf: (to: Partial<Place>) => string;
  go: (to: Partial<Place>) => void;
} {
  const path = usePathname();
  const query = useSearchParams();
  const place = useMemo((): Place => {
    return { ...placeOf((name) => query.get(name)), conversationId: path.split("/")[3] ?? null };
  }, [path, query]);
  const hrefOf = useCallback((to: Partial<Place>) => hrefFor(org, { ...place, ...to }), [org, place]);
  // Next keeps its own router in step with the browser's history.
  const go = useCallback((to: Partial<Place>) => window.history.pushState(null, "", hrefOf(to)), [hrefOf]);
  return { place, hrefOf, go };
}

function hrefFor(org: string, { queue, teamId, channelAccountId, conversationId }: Place): string {
  const query = new URLSearchParams();
  if (queue !== "all") query.set("queue", queue);
  if (teamId) query.set("team", teamId);
  if (channelAccountId) query.set("number", channelAccountId);
  const search = query.size > 0 ? `?${query}` : "";
  return `/${org}/inbox${conversationId ? `/${conversationId}` : ""}${search}`;
}
