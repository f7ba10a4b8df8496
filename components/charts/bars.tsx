"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { FILLS } from "./fills";
import type { BarsProps } from "./types";

const Drawn = dynamic(() => import("./bars-drawn"), {
  ssr: false,
  loading: () => <Skeleton className="h-full" />,
});

/** Bars over time, stacked by series, the period before as a thread. The library loads when one is on screen. */
export function Bars({ height = 220, ...props }: BarsProps) {
  return (
    <figure aria-label={props.label}>
      <div style={{ height }}>
        <Drawn {...props} />
      </div>
      <Legend series={props.series} before={props.before} />
    </figure>
  );
}

function Legend({ series, before }: Pick<BarsProps, "series" | "before">) {
  return (
    <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
      {series.map((one, place) => (
        <span key={one.key} className="inline-flex items-center gap-1.5">
          <span
            aria-hidden
            className="size-2.5 rounded-xs"
            style={{ background: FILLS[place % FILLS.length] }}
          />
          {one.label}
        </span>
      ))}
      {before ? (
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="w-4 border-t border-dashed border-ink" />
          {before}
        </span>
      ) : null}
    </figcaption>
  );
}
