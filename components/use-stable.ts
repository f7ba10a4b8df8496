"use client";
import { useRef, useState } from "react";

/** The same function at every drawing, which does what the latest one given would do: who only calls it need not be drawn anew. */
export function useStable<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  const latest = useRef(act);
  latest.current = act;
  const [stable] = useState(
    () =>
      (...args: A) =>
        latest.current(...args),
  );
  return stable;
}
