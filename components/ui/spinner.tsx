import { cn } from "./cn";

/** A loose end of thread going round. Says nothing by itself: name the work beside it. */
export function Spinner({ size = 14, className }: { size?: number; className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 16 16" width={size} height={size} className={cn("animate-spin", className)}>
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" opacity="0.22" />
      <path
        d="M8 1.75A6.25 6.25 0 0 1 14.25 8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
