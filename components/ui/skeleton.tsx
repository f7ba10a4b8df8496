import { cn } from "./cn";

/** Where something will be. Shows only after 200 ms, so that what is quick never flickers. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={cn("block animate-late", className)}>
      <span className="block size-full min-h-3 animate-breathe rounded-sm bg-line" />
    </span>
  );
}
