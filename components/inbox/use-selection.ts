"use client";
import { useMemo, useState } from "react";

export interface Selection {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  /** Everything between the last one touched and this one. */
  through: (id: string) => void;
  set: (ids: string[]) => void;
  clear: () => void;
}

/** Which conversations are selected; `rows` are those on screen, in their order. What is listed anew begins with none. */
export function useSelection(rows: string[], of: string): Selection {
  const [state, setState] = useState({ of, ids: new Set<string>(), last: null as string | null });
  const { ids, last } = state.of === of ? state : { ids: new Set<string>(), last: null };
  return useMemo(() => {
    const put = (next: Iterable<string>, touched: string | null) =>
      setState({ of, ids: new Set(next), last: touched });
    return {
      ids,
      toggle: (id) => put(ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id], id),
      through: (id) => {
        const [from, to] = [rows.indexOf(last ?? id), rows.indexOf(id)].sort((a, b) => a - b);
        put([...ids, ...rows.slice(Math.max(0, from ?? 0), (to ?? 0) + 1)], id);
      },
      set: (all) => put(all, last),
      clear: () => put([], null),
    };
  }, [ids, last, rows, of]);
}
