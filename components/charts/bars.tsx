"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import type { BarsProps } from "./types";

const Drawn = dynamic(() => import("./bars-drawn"), {
  ssr: false,
  loading: () => <Skeleton className="h-full" />,
});

/** Bars over time, stacked by series, the period before as a thread. The library loads when one is on screen. */
export function Bars({ height = 220, ...props }: BarsProps) {
  return (
    <figure aria-label={props.label} style={{ height }}>
      <Drawn {...props} />
    </figure>
  );
}
