/** Keys in a row: `keys="⌘ K"`, separated by spaces. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-0.5 align-middle">
      {keys.split(" ").map((key) => (
        <kbd
          key={key}
          className="inline-grid h-[18px] min-w-[18px] place-items-center rounded-sm border border-line-strong bg-sunken px-1 font-sans text-2xs text-ink-2"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
