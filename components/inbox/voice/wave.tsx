const BARS = 56;

/** What was said, as bars along the thread: the last ones while it is recorded, all of it afterwards. */
export function Wave({ levels, live }: { levels: number[]; live: boolean }) {
  const shown = live ? levels.slice(-BARS) : squeezed(levels);
  return (
    <div aria-hidden className="flex h-12 items-center gap-px overflow-hidden rounded-md bg-sunken px-2">
      {Array.from({ length: BARS }, (_, place) => {
        const level = shown[place - (live ? BARS - shown.length : 0)] ?? 0;
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
            key={place}
            className="min-w-0 flex-1 rounded-full bg-accent"
            style={{ height: `${Math.max(4, Math.sqrt(level) * 100)}%`, opacity: level > 0 ? 1 : 0.3 }}
          />
        );
      })}
    </div>
  );
}

/** As many bars as there is room for, each the loudest of its stretch. */
function squeezed(levels: number[]): number[] {
  if (levels.length === 0) return [];
  const step = levels.length / BARS;
  return Array.from({ length: BARS }, (_, i) =>
    Math.max(
      0,
      ...levels.slice(Math.floor(i * step), Math.max(Math.floor(i * step) + 1, Math.ceil((i + 1) * step))),
    ),
  );
}
