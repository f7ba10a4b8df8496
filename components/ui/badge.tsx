import type { ReactNode } from "react";
import { cn } from "./cn";

const tones = {
  neutral: "bg-sunken text-ink-2",
  calm: "bg-calm-soft text-calm-ink",
  amber: "bg-amber-soft text-amber-ink",
  red: "bg-red-soft text-red-ink",
  info: "bg-info-soft text-info-ink",
  note: "bg-note text-note-ink",
};

/** A state in a word. The word carries it; the tone only helps. */
export function Badge({
  tone = "neutral",
  icon,
  children,
}: {
  tone?: keyof typeof tones;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-sm font-medium whitespace-nowrap [&>svg]:size-3",
        tones[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}

/** How many, in a queue or on an icon; `label` says of what. Nothing at zero. */
export function Count({ value, strong, label }: { value: number; strong?: boolean; label?: string }) {
  if (value <= 0) return null;
  return (
    <span
      {...(label ? { role: "img", "aria-label": label } : {})}
      className={cn(
        "figures inline-grid h-4 min-w-4 place-items-center rounded-full px-1 text-2xs font-semibold",
        strong ? "bg-ink text-paper" : "bg-sunken text-ink-2",
      )}
    >
      {value > 999 ? "999+" : value}
    </span>
  );
}
