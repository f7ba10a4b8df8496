"use client";
import { useMemo, useRef } from "react";
import { holdRows } from "./held-rows";
import type { ListSection } from "./use-lists";

/**
 * The sections as they stood when somebody began to aim, and how many rows would move if they were shown as they are. `of` names what
 * is listed: another list holds nothing of this one.
 */
export function useHeld(
  fresh: ListSection[],
  aiming: boolean,
  of: string,
): { sections: ListSection[]; changes: number } {
  const held = useRef({ of, sections: fresh });
  return useMemo(() => {
    const before = held.current.of === of ? held.current.sections : [];
    if (!aiming || before.length !== fresh.length) {
      held.current = { of, sections: fresh };
      return { sections: fresh, changes: 0 };
    }
    const now = new Map(fresh.flatMap((s) => s.items.map((item) => [item.id, item] as const)));
    const places = new Map(before.flatMap((s) => s.items.map((item) => [item.id, s.section] as const)));
    let changes = 0;
    const sections = fresh.map((s, i) => {
      const own = s.items.filter((item) => (places.get(item.id) ?? s.section) === s.section);
      const rows = holdRows(before[i]?.items ?? [], own);
      changes += rows.changes;
      // A row that belongs to another section by now says so where it stands.
      return { ...s, items: rows.items.map((item) => now.get(item.id) ?? item) };
    });
    held.current = { of, sections };
    return { sections, changes };
  }, [fresh, aiming, of]);
}
