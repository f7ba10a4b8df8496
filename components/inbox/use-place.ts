"use client";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { hrefFor, type Place, placeOf } from "./place";

export type { Place, QueueName } from "./place";

const moved = "hilo:place";

/**
 * Reads the place from the address bar; `go` moves without asking the server for the page again. `initial` is the address that
 * the server drew. The address itself is watched, not the router's copy of it, which a refresh of the page leaves behind.
 */
export function usePlace(
  org: string,
  initial: string,
): { place: Place; hrefOf: (to: Partial<Place>) => string; go: (to: Partial<Place>) => void } {
  const address = useSyncExternalStore(
    watch,
    () => window.location.pathname + window.location.search,
    () => initial,
  );
  const place = useMemo(() => placeIn(address), [address]);
  const hrefOf = useCallback((to: Partial<Place>) => hrefFor(org, { ...place, ...to }), [org, place]);
  const go = useCallback(
    (to: Partial<Place>) => {
      window.history.pushState(null, "", hrefOf(to));
      window.dispatchEvent(new Event(moved));
    },
    [hrefOf],
  );
  return { place, hrefOf, go };
}

function watch(tell: () => void): () => void {
  const events = ["popstate", moved];
  for (const event of events) window.addEventListener(event, tell);
  return () => {
    for (const event of events) window.removeEventListener(event, tell);
  };
}

function placeIn(address: string): Place {
  const [path = "", search = ""] = address.split("?");
  const query = new URLSearchParams(search);
  return { ...placeOf((name) => query.get(name)), conversationId: path.split("/")[3] ?? null };
}
