import { cn } from "@/components/ui/cn";
import type { ChannelAccountView } from "./types";

/** The colours an organization may give its numbers, by hue; one it does not know is drawn as slate. */
export const NUMBER_COLORS = {
  teal: 190,
  sky: 235,
  indigo: 275,
  violet: 305,
  rose: 5,
  orange: 50,
  olive: 110,
  green: 150,
} as const;
export type NumberColor = keyof typeof NUMBER_COLORS;

function isNumberColor(color: string): color is NumberColor {
  return Object.hasOwn(NUMBER_COLORS, color);
}

/** CSS colour of a number's mark; `light-dark`, so it follows the theme. */
export function numberColor(color: string): string {
  if (!isNumberColor(color)) return "var(--ink-3)";
  const hue = NUMBER_COLORS[color];
  return `light-dark(oklch(0.6 0.115 ${hue}), oklch(0.72 0.105 ${hue}))`;
}

type ChannelBadgeProps = {
  account: Pick<ChannelAccountView, "name" | "color">;
  address?: string;
  /** The colour alone, named on hover and for screen readers. */
  markOnly?: boolean | undefined;
  className?: string;
};

/** Which of our numbers this is on: its colour and its name. */
export function ChannelBadge({ account, address, markOnly, className }: ChannelBadgeProps) {
  return (
    <span
      title={markOnly ? account.name : undefined}
      className={cn("inline-flex min-w-0 items-center gap-1 text-sm text-ink-3", className)}
    >
      <span
        aria-hidden
        className="h-2.5 w-[3px] shrink-0 rounded-full"
        style={{ background: numberColor(account.color) }}
      />
      <bdi className={markOnly ? "sr-only" : "truncate"}>{account.name}</bdi>
      {address ? <bdi className="figures whitespace-nowrap">{address}</bdi> : null}
    </span>
  );
}
