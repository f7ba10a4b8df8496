import type { ReactNode } from "react";

type ProgressProps = { done: number; total: number; label: string; detail?: ReactNode };

/** A thread being drawn to its end. `detail` gives the rate and what is left. */
export function Progress({ done, total, label, detail }: ProgressProps) {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div className="grid gap-1.5">
      <div className="flex justify-between gap-4 text-sm">
        <span>{label}</span>
        {detail ? <span className="figures text-ink-3">{detail}</span> : null}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="relative h-2"
      >
        <span className="absolute inset-x-0 top-1/2 h-px bg-line-strong" />
        <span
          className="absolute top-1/2 left-0 h-[2px] -translate-y-1/2 rounded-full bg-ink transition-[width] duration-180"
          style={{ width: `${share * 100}%` }}
        />
        <span
          className="absolute top-1/2 size-2 -translate-1/2 rounded-full bg-ink transition-[left] duration-180"
          style={{ left: `clamp(4px, ${share * 100}%, calc(100% - 4px))` }}
        />
      </div>
    </div>
  );
}
