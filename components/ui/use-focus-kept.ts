"use client";
import { type RefObject, useEffect, useRef } from "react";

const controls = "a[href], button, input, select, textarea, [tabindex='0']";

/**
 * Of a region whose controls come and go with `state`: when the one that has the focus goes, what stands in its place has it, or else the
 * page. Without the ref on anything: of the whole page. `arriving`: what one came from is gone already. Who never had the focus takes none.
 */
export function useFocusKept<T extends HTMLElement>(state: unknown, arriving = false): RefObject<T | null> {
  const region = useRef<T>(null);
  const last = useRef<{ element: Element; place: number } | null>(null);
  const first = useRef(arriving);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      const place = region.current ? [...region.current.querySelectorAll(controls)].indexOf(target) : 0;
      last.current = place < 0 ? null : { element: target, place };
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with the state the controls change.
  useEffect(() => {
    const nobody = !document.activeElement || document.activeElement === document.body;
    const gone = first.current || (last.current !== null && !last.current.element.isConnected);
    first.current = false;
    if (!nobody || !gone) return;
    const left = [...(region.current?.querySelectorAll<HTMLElement>(controls) ?? [])];
    const next = left[Math.min(last.current?.place ?? 0, left.length - 1)];
    (next ?? document.getElementById("content"))?.focus({ preventScroll: true });
  }, [state]);
  return region;
}
