type ThreadLineProps = { done: number; total: number; label: string };

/** How far something got, as a thread that is drawn to its end; the figures stand beside it. */
export function ThreadLine({ done, total, label }: ThreadLineProps) {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(total, 1)}
      aria-valuenow={Math.min(done, Math.max(total, 1))}
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
  );
}
