"use client";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { hrefFor, type Place, placeOf } from "./place";

export type { Place, QueueName } from "./place";

const moved = "hilo:place";

/** `replace`: a step within the same place (the next hit, one more letter), which the way back leaves out. */
export type Go = (to: Partial<Place>, how?: "replace") => void;

/**
 * Reads the place from the address bar; `go` moves without asking the server for the page again. `initial` is the address that
 * the server drew. The address itself is watched, not the router's copy of it, which a refresh of the page leaves behind.
 */
export function usePlace(
  org: string,
  initial: string,
): { place: Place; hrefOf: (to: Partial<Place>) => string; go: Go } {
  const address = useSyncExternalStore(
    onMoved,
    () => window.location.pathname + window.location.search,
    () => initial,
  );
  const place = useMemo(() => placeIn(address), [address]);
  const hrefOf = useCallback((to: Partial<Place>) => hrefFor(org, movedTo(place, to)), [org, place]);
  const go = useCallback<Go>(
    (to, how) => {
      // Where one is now, not where one was when this was drawn.
      const href = hrefFor(org, movedTo(placeIn(window.location.pathname + window.location.search), to));
      if (how === "replace") window.history.replaceState(null, "", href);
      else window.history.pushState(null, "", href);
      window.dispatchEvent(new CustomEvent<Partial<Place>>(moved, { detail: to }));
    },
    [org],
  );
  return { place, hrefOf, go };
}

/** The conversation that the address names now, whatever is drawn of it yet. */
export function addressedId(): string | null {
  return placeIn(window.location.pathname + window.location.search).conversationId;
}

/** Calls back whenever a message is asked for, also for the one that is marked already. */
export function onAskedFor(tell: () => void): () => void {
  const hear = (event: Event) => {
    if ((event as CustomEvent<Partial<Place>>).detail.messageId) tell();
  };
  window.addEventListener(moved, hear);
  return () => window.removeEventListener(moved, hear);
}

/** A message belongs to its conversation: another one opens at its newest. */
function movedTo(place: Place, to: Partial<Place>): Place {
  return { ...place, ...("conversationId" in to ? { messageId: null } : {}), ...to };
}

/** Calls back at every step to another place, before anything of it is drawn. */
export function onMoved(tell: () => void): () => void {
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
