"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type CardRowProps = {
  count: number;
  className?: string;
  /** Of each card: its width and its look. */
  look?: string;
  children: (place: number) => ReactNode;
};

/** The cards of a carousel, side by side and equally high: what does not fit is scrolled to, with the keys as well. */
export function CardRow({ count, className, look, children }: CardRowProps) {
  const t = useTranslations("parts.place");
  return (
    <ul
      aria-label={t("cards", { count })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached without a mouse.
      tabIndex={0}
      className={cn(
        "relative flex snap-x snap-mandatory gap-1.5 overflow-x-auto overscroll-x-contain pb-1.5 outline-offset-[-2px] [scrollbar-width:thin]",
        className,
      )}
    >
      {Array.from({ length: count }, (_, place) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: cards of one text have no other identity.
          key={place}
          aria-label={t("cardName", { card: place + 1, count })}
          className={cn("flex w-44 shrink-0 snap-start flex-col", look)}
        >
          {children(place)}
        </li>
      ))}
    </ul>
  );
}
