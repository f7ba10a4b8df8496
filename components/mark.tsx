import { cn } from "./ui/cn";

/** The thread that draws an h and goes on. */
export function Mark({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 32 32"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cn("shrink-0", className)}
    >
      <path d={MARK_PATH} />
    </svg>
  );
}

export const MARK_PATH =
  "M3 24.500C7 24.500 9.500 20 10 14.500L10.600 7.500C10.800 5.200 9 5 8.800 7.300C8.300 13 8.700 19 9 24.500C9.500 18.500 12.500 14 16 14C19.200 14 19.600 16.800 19.400 19.500C19.200 22.500 20 24.800 22.600 24.800C25.200 24.800 27.400 23 29 20.500";

/** The mark with its name. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-ink", className)}>
      <Mark size={28} />
      <span className="text-lg font-semibold tracking-[-0.02em]">hilo</span>
    </span>
  );
}
